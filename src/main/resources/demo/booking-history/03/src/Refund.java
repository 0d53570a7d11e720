/// What a passenger gets back. Money is in the smallest coin of its currency.
record Refund(long amount, String reason) {

    static Refund forCancellation(Booking booking, Cancellation why) {
        return switch (why) {
            case Operator _ -> new Refund(booking.fare(), "operator");
            case Weather weather when weather.at().isBefore(booking.checkedIn()) -> new Refund(booking.fare(), "weather");
            case Weather _ when booking.operator().weatherByHand() -> new Refund(0, "by hand");
            case Weather _ -> new Refund(booking.fare(), "weather");
            case Passenger passenger -> passenger.scale(booking);
        };
    }
}
