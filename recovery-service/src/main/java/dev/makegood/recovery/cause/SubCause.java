package dev.makegood.recovery.cause;

import dev.makegood.contract.CauseClass;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** One of the company's own causes. It keeps its class: what was counted by it stays counted so. */
@Entity
class SubCause {

    @Id
    private String id;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    private CauseClass cause;

    private String name;
    private boolean retired;

    protected SubCause() {}

    SubCause(String id, CauseClass cause, String name, boolean retired) {
        this.id = id;
        this.cause = cause;
        this.name = name;
        this.retired = retired;
    }

    /** It goes by this name now, and can be chosen or not. */
    void become(String name, boolean retired) {
        this.name = name;
        this.retired = retired;
    }

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    CauseClass cause() {
        return cause;
    }

    String name() {
        return name;
    }

    boolean retired() {
        return retired;
    }
}
