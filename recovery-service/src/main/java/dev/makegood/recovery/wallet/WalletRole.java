package dev.makegood.recovery.wallet;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.recovery.agent.Colleague;

/** As what a person has their wallet; who is several has the largest. */
public enum WalletRole {
    AGENT,
    LEAD,
    MANAGER;

    static WalletRole of(Caller caller) {
        if (caller.has("manager")) {
            return MANAGER;
        }
        return caller.has("lead") ? LEAD : AGENT;
    }

    static WalletRole of(Colleague colleague) {
        return switch (colleague.role()) {
            case AGENT -> AGENT;
            case LEAD -> LEAD;
            case MANAGER -> MANAGER;
        };
    }
}
