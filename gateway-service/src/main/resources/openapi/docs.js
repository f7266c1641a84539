SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#routes',
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
});
