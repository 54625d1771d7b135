namespace Layers;

internal static partial class Throw
{
    public static LayerException BadPeriods(string layer, TensorData period, TensorData offset) =>
        new(layer, $"{layer}: period and offset must each be one number for all features, or a list of one number for each. " +
            $"Received the period {period} and the offset {offset}.");

    public static LayerException PeriodsDoNotFit(Layer layer, Shape numbers, Shape received) =>
        new(layer.Name, $"{layer} has {numbers[0]} periods or offsets, one for each feature on the last axis, but the input has shape " +
            $"{received}.");

    public static LayerException OtherDates(Layer layer, Value x) =>
        new(layer.Name, $"{layer} takes dates {(x.Type == DType.String ? "as numbers" : "as texts")}, because its source is " +
            $"{((DateParts)layer).Source}, but its input '{x.Name}' is {x.Type.Name()}. " +
            $"Declare the input as {(x.Type == DType.String ? "int64" : "string")}, or give the layer another DateSource.");

    public static LayerException NarrowDates(Layer layer, Value x) =>
        new(layer.Name, $"{layer}: its input '{x.Name}' is {x.Type.Name()}, which cannot hold today's {((DateParts)layer).Source}: " +
            "float32 has steps of 128 seconds there. Declare the input as int64, or as float64 for missing values.");

    public static LayerException ZoneOfNoSystem(string layer, string argument, TimeZoneInfo zone) =>
        new(layer, $"{layer}: {argument} must have an identifier that files and other machines can find. " +
            $"Received '{zone.Id}', which is not a zone of this system, or has other rules there. " +
            "Use a zone that TimeZoneInfo.FindSystemTimeZoneById finds, for example Europe/Berlin or Etc/GMT-3, or write the offset in " +
            "the dates.");

    public static string NotADate(string text, DateParts layer) =>
        $"{text} is not a date" +
        (layer.Format is { } format ? $" of the format '{format}'" : " of ISO 8601, for example 2026-03-29 or 2026-03-29T01:30:00+01:00") +
        $", or clocks in {layer.InputZone.Id} never showed that time. " +
        (layer.Missing.Length == 0 ? "An empty text is a missing date; give the layer another missing text if yours is not empty."
            : $"A missing date is '{layer.Missing}'.");

    public static string NotATime(string number, DateParts layer) =>
        $"{number} is not within the years 1 to 9999 as {layer.Source}, or clocks in {layer.InputZone.Id} never showed that time. " +
        "Check the unit. A missing date is NaN in an input of float64.";

    public static InvalidDataException BadOrigin(string owner, string text) =>
        new($"{owner}: the file has the origin '{text}', which is not a local time of ISO 8601.");

    public static InvalidDataException UnknownZone(string owner, string key, string id, Exception inner) =>
        new($"{owner}: the file has the {key} '{id}', a time zone that this machine does not have. " +
            "Install the machine's time zone data, or create the layer with another zone.", inner);
}
