package dev.makegood.recovery.wallet;

import dev.makegood.chassis.caller.Caller;

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
}
