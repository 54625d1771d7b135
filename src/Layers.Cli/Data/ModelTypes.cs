using Layers.Data;

namespace Layers.Cli;

/// <summary>Types that a CSV file does not say and the model knows: a postal code is a text, and a column that is empty in the first rows
/// is one of numbers.</summary>
internal static class ModelTypes
{
    /// <summary>The file, read with the types of the model where its own are a guess that does not fit.</summary>
    public static DataFile For(Model model, DataFile file, Func<IReadOnlyDictionary<string, ColumnType>, DataFile> reopen, IReadOnlyDictionary<string, ColumnType> given, CancellationToken cancellation)
    {
        var wanted = model.Signature.Inputs;
        if (wanted.Count == 0) return file;
        file.Prepare(cancellation);
        var types = new Dictionary<string, ColumnType>(given, StringComparer.Ordinal);
        foreach (var (name, found) in file.Columns.Zip(file.Types))
            if (wanted.FirstOrDefault(column => column.Name == name) is { } column && !given.ContainsKey(name) && !Fits(found, column)) types[name] = column.Type;
        return types.Count == given.Count ? file : reopen(types);
    }

    // A date goes into texts as ISO 8601 and into integers as ticks, and truth values go into numbers.
    private static bool Fits(ColumnType found, ModelColumn wanted) => (found, wanted.Type) switch
    {
        (ColumnType.Date, _) => true,
        (ColumnType.Text, var type) => type == ColumnType.Text,
        (_, ColumnType.Text) => false,
        (ColumnType.Integer, ColumnType.Number) => false,
        _ => true,
    };
}
