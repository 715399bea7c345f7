package dev.makegood.complaint.customer;

import dev.makegood.contract.Language;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Languages are stored by their ISO 639-1 code. */
@Converter
public class LanguageCode implements AttributeConverter<Language, String> {

    @Override
    public String convertToDatabaseColumn(Language language) {
        return language.code();
    }

    @Override
    public Language convertToEntityAttribute(String code) {
        return Language.valueOf(code.toUpperCase(Locale.ROOT));
    }
}
