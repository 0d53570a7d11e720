package antipode.web;

import java.util.Map;

/// Cities as they spell themselves, where the name of their zone cannot.
final class Cities {

    private static final Map<String, String> SPELT = Map.ofEntries(
            Map.entry("Araguaina", "Araguaína"),
            Map.entry("Asuncion", "Asunción"),
            Map.entry("Bahia Banderas", "Bahía de Banderas"),
            Map.entry("Belem", "Belém"),
            Map.entry("Bogota", "Bogotá"),
            Map.entry("Cancun", "Cancún"),
            Map.entry("Chisinau", "Chișinău"),
            Map.entry("Ciudad Juarez", "Ciudad Juárez"),
            Map.entry("Cordoba", "Córdoba"),
            Map.entry("Cuiaba", "Cuiabá"),
            Map.entry("Curacao", "Curaçao"),
            Map.entry("DumontDUrville", "Dumont d’Urville"),
            Map.entry("Eirunepe", "Eirunepé"),
            Map.entry("El Aaiun", "El Aaiún"),
            Map.entry("Ho Chi Minh", "Ho Chi Minh City"),
            Map.entry("Lome", "Lomé"),
            Map.entry("Maceio", "Maceió"),
            Map.entry("Mahe", "Mahé"),
            Map.entry("Mazatlan", "Mazatlán"),
            Map.entry("Merida", "Mérida"),
            Map.entry("Noumea", "Nouméa"),
            Map.entry("Reunion", "Réunion"),
            Map.entry("Reykjavik", "Reykjavík"),
            Map.entry("Santarem", "Santarém"),
            Map.entry("Sao Paulo", "São Paulo"),
            Map.entry("Sao Tome", "São Tomé"),
            Map.entry("St Barthelemy", "Saint-Barthélemy"),
            Map.entry("Tongatapu", "Nukuʻalofa"),
            Map.entry("Tucuman", "Tucumán"),
            Map.entry("Zurich", "Zürich"));

    private Cities() {}

    static String spelt(String place) {
        return SPELT.getOrDefault(place, place);
    }
}
