using System.Globalization;

namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static ArgumentException OptionOutOfRange(string key, string option, object value, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"The model '{key}': {nameof(ServedModelOptions)}.{option} is {value}; it must be {expected}."), option);

    public static ModelUnavailableException NotLoaded(string key, Exception fault) =>
        new(key, $"The model '{key}' cannot be served: {fault.Message}", fault);

    public static ModelUnavailableException TooManyWait(string key, int most) =>
        new(key, $"The model '{key}' has more requests than it can answer: at most {Figures.Count(most, "row")} may wait. Try again " +
            "later.");

    public static ModelUnavailableException Ended(string key) =>
        new(key, $"The model '{key}' is no longer served: the server is shutting down.");

    public static TooManyRowsException TooManyRows(string key, long rows, int most) =>
        new($"The request has {Figures.Count(rows, "row")}, and the model '{key}' takes at most {Number(most)} at once. Send them in " +
            "parts.");

    public static FileNotFoundException NoFile(string path) => new($"There is no file {path}.", path);

    public static InvalidDataException IsFolder(string path) =>
        new($"{path} is a folder, which cannot be replaced atomically. Serve a file: open the folder with Model.Load and save it with a " +
            "name that ends in .keras.");

    public static IOException KeepsChanging(string path) =>
        new($"{path} changed while it was read. Replace it atomically: write a file beside it, and move that over it.");

    public static InvalidDataException CannotPredict(string path, Exception fault) =>
        new($"{path} was read, but its model cannot predict: {fault.Message}", fault);

    public static InvalidOperationException NoTensors() => new("Bug in Layers: a row that was predicted in place has no tensors.");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
