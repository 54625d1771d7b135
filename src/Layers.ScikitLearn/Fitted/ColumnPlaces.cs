namespace Layers.ScikitLearn;

/// <summary>The columns of a transformer in a ColumnTransformer: given by name, index, slice or mask, as different releases wrote
/// them.</summary>
internal sealed class ColumnPlaces(FittedFields fields, int width, IReadOnlyList<string>? names)
{
    // Since release 1.0, the file has the indices in addition to the columns as the user gave them.
    private readonly PickledDictionary? _known = fields.Optional("_transformer_to_input_indices") as PickledDictionary;

    /// <summary>The names of the columns in the format of releases before 1.0; null for none.</summary>
    public static IReadOnlyList<string>? OldNames(FittedFields fields)
    {
        foreach (var field in new[] { "_feature_names_in", "_df_columns" })
            if (fields.Optional(field) is { } found) return fields.Texts(field, Unwrapped(found));
        return null;
    }

    /// <summary>Returns the indices of a transformer's columns, in order.</summary>
    /// <param name="name">The name of the transformer.</param>
    /// <param name="given">The columns as the user gave them, or as the release converted them.</param>
    public int[] Of(string name, object? given)
    {
        if (_known?.Entries.FirstOrDefault(entry => entry.Key is string key && key == name).Value is { } places)
            return Inside(fields.Places("_transformer_to_input_indices", places));
        return Inside(IndicesOf(Unwrapped(given)));
    }

    private int[] IndicesOf(object? given) => given switch
    {
        string column => [PlaceOf(column)],
        long place => [FromEnd(place)],
        PickledSlice slice => Slice(slice),
        NumpyArray { Values: bool[] mask } => Masked([.. mask]),
        IReadOnlyList<object?> list when list.Count > 0 && list.All(one => one is bool) => Masked([.. list.Select(one => (bool)one!)]),
        IReadOnlyList<object?> or NumpyArray => [.. fields.List("transformers_", given).Select(PlaceOf)],
        _ => throw Throw.WrongField(fields, "transformers_", "columns by name, place, slice or mask", given),
    };

    private int PlaceOf(string column)
    {
        var place = names is null ? -1 : Array.IndexOf([.. names], column);
        var why = names is null ? "and there are no names" : "which is not among its names";
        return place >= 0 ? place : throw Throw.FieldsDiffer(fields, $"a transformer takes the column '{column}', {why},");
    }

    private int PlaceOf(object? column) => column is string name ? PlaceOf(name) : FromEnd(fields.Whole("transformers_", column));

    private int FromEnd(long place) => (int)Math.Clamp(place < 0 ? place + width : place, -1, int.MaxValue);

    private int[] Masked(bool[] mask)
    {
        if (mask.Length != width) throw Throw.FieldsDiffer(fields, $"a mask of {Figures.Count(mask.Length, "column")} is for {width}");
        return [.. mask.Index().Where(pair => pair.Item).Select(pair => pair.Index)];
    }

    // A slice of names includes the last name, and a slice of indices excludes the last index, as in pandas and Python.
    private int[] Slice(PickledSlice slice)
    {
        var step = slice.Step switch
        {
            null => 1,
            long and not 0 => fields.Whole("transformers_", slice.Step),
            _ => throw Throw.WrongField(fields, "transformers_", "a slice of a step", slice.Step),
        };
        var byName = slice.Start is string || slice.Stop is string;
        var from = slice.Start switch
        {
            null => step > 0 ? 0 : width - 1,
            string column => PlaceOf(column),
            var place => Bound(place, step),
        };
        var to = slice.Stop switch
        {
            null => step > 0 ? width : -1,
            string column => PlaceOf(column) + Math.Sign(step),
            var place => Bound(place, step),
        };
        if (byName && step != 1) throw Throw.WrongField(fields, "transformers_", "a slice of names without a step", slice.Step);
        var places = new List<int>();
        for (var place = from; step > 0 ? place < to : place > to; place += step) places.Add(place);
        return [.. places];
    }

    private int Bound(object place, int step)
    {
        var number = fields.Whole("transformers_", place);
        if (number < 0) number += width;
        return step > 0 ? Math.Clamp(number, 0, width) : Math.Clamp(number, -1, width - 1);
    }

    private int[] Inside(int[] places)
    {
        foreach (var place in places)
            if (place < 0 || place >= width)
                throw Throw.FieldsDiffer(fields, $"a transformer takes column {place} of {width} (the first is 0)");
        return places;
    }

    // Releases 1.6 and 1.7 wrap the columns of the remainder in a special class, and pandas wraps names in an index.
    private static object? Unwrapped(object? found) => found is PickledObject wrapped
        && (wrapped.TryGet("data", out var inner) || wrapped.TryGet("columns", out inner)) ? Unwrapped(inner) : found;
}
