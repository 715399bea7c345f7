package dev.makegood.complaint.customer;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Amounts;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is stated of a customer.
 *
 * @param name as they want to be addressed; always there, since nobody is a number here
 * @param lines what they have with us, all in one currency
 */
public record NewCustomer(
        @NotNull @Characters(max = 200, oneLine = true) String name,
        @NotNull Language language,

        @Size(max = 254) @Pattern(regexp = EMAIL, message = "Not an e-mail address.") @Nullable
        String email,

        @Pattern(regexp = "[+(]{0,2}\\p{Nd}[\\p{Nd} ()./,;*#extEXT-]{4,38}", message = "Not a telephone number.")
        @Nullable
        String phone,

        @Characters(max = 50, oneLine = true) @Nullable String segment,
        @Size(max = 50) @Nullable List<@Valid @NotNull NewLine> lines) {

    /**
     * One mailbox and nothing else: no display name, no comment, no quoting, nothing that could end a header. Every repetition is
     * bounded, since an unbounded one of a group takes a frame of the stack each time.
     */
    private static final String EMAIL =
            "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?"
                    + "(?:\\.[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?){1,126}";

    /** One thing that they have with us. */
    public record NewLine(
            @NotNull @Characters(max = 200, oneLine = true) String product,
            @Min(0) @Max(100) int years,
            @NotNull Money yearlyProfit) {}

    /** Someone of whom only how to reach them is known. */
    public static NewCustomer of(String name, Language language, @Nullable String email, @Nullable String phone) {
        return new NewCustomer(name, language, email, phone, null, null);
    }

    Customer.Details details() {
        var stated = lines == null ? List.<NewLine>of() : lines;
        var priced = IntStream.range(0, stated.size())
                .mapToObj(i -> new Line(
                        stated.get(i).product(),
                        stated.get(i).years(),
                        Amounts.require(stated.get(i).yearlyProfit(), "/lines/" + i + "/yearlyProfit")))
                .toList();
        if (priced.stream().map(Line::currency).distinct().count() > 1) {
            throw new Unprocessable("/lines", "mixed-currencies", "A customer's lines are stated in one currency.");
        }
        return new Customer.Details(name.strip(), language, email, phone, segment, priced);
    }
}
