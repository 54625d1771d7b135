namespace Layers;

/// <summary>Reads rows with the types of a model's columns, if the source only infers types: a postal code is a text, and a column
/// without values in the first rows is a column of numbers.</summary>
internal static class ModelTypes
{
    /// <summary>Returns the rows with the types of the model, if the types of the source do not fit.</summary>
    /// <param name="model">The model, with its layers adapted. If it does not know its input or the names of its columns, the rows are
    /// returned as they are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Cancels the reading of the first rows.</param>
    public static RowSource Of(Model model, RowSource rows, CancellationToken cancellation)
    {
        // A table has its types, and a model without an input takes the types of its first rows.
        if (rows is Table || model.Inputs.Count == 0) return rows;
        // Two inputs may take the same column.
        var types = model.Signature.Inputs.Where(column => column.Length is null).DistinctBy(column => column.Name)
            .ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        if (types.Count == 0) return rows;
        rows.Prepare(cancellation);
        return rows.WithTypes(types);
    }
}
