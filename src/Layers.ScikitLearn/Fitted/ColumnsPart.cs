namespace Layers.ScikitLearn;

/// <summary>One transformer of a ColumnTransformer, and its columns.</summary>
/// <param name="Name">The name of the transformer.</param>
/// <param name="Transformer">The transformer; null if the columns pass through.</param>
/// <param name="Places">The indices of the columns, in order.</param>
/// <param name="Weight">The factor of the results.</param>
internal sealed record ColumnsPart(string Name, FittedObject? Transformer, IReadOnlyList<int> Places, double Weight)
{
    /// <summary>Reads a part; null if it drops its columns or has none.</summary>
    public static ColumnsPart? Of(FittedFields fields, object? found, ColumnPlaces places, PickledDictionary? weights)
    {
        if (found is not IReadOnlyList<object?> { Count: 3 } part || part[0] is not string name)
            throw Throw.WrongField(fields, "transformers_", "a name, a transformer and columns each", found);
        if (part[1] is "drop") return null;
        var taken = places.Of(name, part[2]);
        if (taken.Length == 0) return null;
        var transformer = part[1] is "passthrough" ? null : FittedObjects.Of(part[1], fields);
        if (transformer is FittedIdentity) transformer = null;
        if (transformer is not null && transformer.Width != taken.Length)
            throw Throw.FieldsDiffer(fields, $"'{name}', a {transformer.ClassName} of {Figures.Count(transformer.Width, "column")}, " +
                $"takes {taken.Length}");
        var weight = weights?.Entries.FirstOrDefault(entry => entry.Key is string key && key == name).Value switch
        {
            null => 1.0,
            double number => number,
            long number => number,
            var other => throw Throw.WrongField(fields, "transformer_weights", "numbers", other),
        };
        return new(name, transformer, taken, weight);
    }

    public int OutputWidth => Transformer?.OutputWidth ?? Places.Count;

    public IReadOnlyList<string> OutputNames(IReadOnlyList<string> names)
    {
        string[] own = [.. Places.Select(place => names[place])];
        return Transformer?.OutputNames(own) ?? own;
    }

    public IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        ColumnOf[] own = [.. Places.Select(place => columns[place])];
        var results = Transformer?.Apply(own, dtype) ?? own;
        return Weight == 1 ? results : Columns.Of(new Rescaling(Weight, dtype: dtype).Apply(Columns.Join(results, dtype)));
    }
}
