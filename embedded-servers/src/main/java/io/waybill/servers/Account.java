package io.waybill.servers;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The account a server runs under: the one we run under ourselves, except for PostgreSQL, which refuses root.
 *
 * @param prefix what to put before a command to run it under this account
 * @param uid who owns the files it writes
 */
record Account(List<String> prefix, long uid) {

    private static final long ROOT = 0;
    private static final long NOBODY = 65534;

    static Account own() {
        return new Account(List.of(), new UnixSystem().getUid());
    }

    /**
     * Root has two ways to be somebody else: a user namespace of its own, in which it keeps its files and is nobody in
     * particular; or, where namespaces aren't permitted (as in most containers), to become user 65534.
     */
    static Account forPostgres() {
        Account own = own();
        if (own.uid != ROOT) {
            return own;
        }
        var namespace = new Account(List.of("unshare", "-U"), ROOT);
        if (namespace.works()) {
            return namespace;
        }
        var nobody = new Account(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
                NOBODY);
        if (nobody.works()) {
            return nobody;
        }
        throw new ServerStartException("PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv`"
                + " is permitted here: run this as another user");
    }

    private boolean works() {
        return Command.run(prefix, List.of("true")).succeeded();
    }

    /** Whether files that only we may read are out of this account's reach. */
    boolean isStranger() {
        return uid != own().uid;
    }

    /** Hands a file or folder, not what is inside, to this account. */
    void give(Path file) {
        if (isStranger()) {
            try {
                Files.setAttribute(file, "unix:uid", (int) uid);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
