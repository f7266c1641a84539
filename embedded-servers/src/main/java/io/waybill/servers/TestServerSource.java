package io.waybill.servers;

/** Where the tests' servers come from. Each is asked for once in a JVM, and is to be gone when that ends. */
interface TestServerSource {

    Databases postgres();

    TestRedis redis();
}
