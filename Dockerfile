# One image for every service and the simulators: the container's command, a main class, says which one it is.
#   docker build -t waybill .
#   docker run waybill io.waybill.payment.PaymentAgent
# Why it's one, and what the AOT cache is: docs/adr/0018. Nothing here needs BuildKit.

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends unzip && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN ./mvnw -B -q -pl local-fleet -am -Dmaven.test.skip=true -Dformatter.skip=true -Dcompiler.checks=-XDunchecked package
# Our own classes apart from the libraries, which rarely change; neither has what only ./waybill needs.
RUN mkdir /image && cp -a local-fleet/target/lib /image/lib && mkdir /image/app && cd /image/lib && \
    rm embedded-* commons-compress-* commons-csv-* picocli-* xz-* && \
    for module in /build/*/pom.xml; do mv "$(basename "$(dirname "$module")")"-*.jar ../app/ 2>/dev/null || true; done

FROM eclipse-temurin:25-jre AS runtime
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin waybill
COPY --from=build /image/lib /waybill/lib
COPY --from=build /image/app /waybill/app
COPY deploy/docker /waybill
# Logs are read by machines here: one JSON object a line, in the Elastic Common Schema.
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
# The AOT cache fits one class path, in this order, and one set of options: those of this file.
RUN echo "-cp $(ls /waybill/app/*.jar /waybill/lib/*.jar | paste -sd:)" >>/waybill/java.options
USER 10001:10001

FROM runtime AS rehearsed
COPY --from=build /build/local-fleet/target/local-fleet.jar /fleet/
COPY --from=build /build/local-fleet/target/lib /fleet/lib
RUN java -cp /fleet/local-fleet.jar io.waybill.fleet.Rehearsal \
    java -XX:AOTCacheOutput=/tmp/waybill.aot @/waybill/java.options io.waybill.runtime.WaybillService

FROM runtime
COPY --from=rehearsed /tmp/waybill.aot /waybill/waybill.aot
ENTRYPOINT ["java", "-XX:AOTCache=/waybill/waybill.aot", "@/waybill/java.options"]
