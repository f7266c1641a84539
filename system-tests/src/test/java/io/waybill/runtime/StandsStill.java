package io.waybill.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections whose return is the end of a durable action: a statement or a transaction, whole or not at all. */
final class StandsStill extends DelegatingDataSource {

    StandsStill(DataSource source) {
        super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Errand.begins();
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                (_, method, arguments) -> {
                    try {
                        Object answer = method.invoke(real, arguments);
                        if (method.getName().equals("close")) {
                            Errand.did("PostgreSQL");
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
