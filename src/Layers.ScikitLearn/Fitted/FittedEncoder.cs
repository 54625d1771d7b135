using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>A fitted object with categories for each column. Adjacent columns of one kind become one layer.</summary>
internal abstract class FittedEncoder : FittedFrom
{
    [SetsRequiredMembers]
    protected FittedEncoder(FittedFields fields)
        : base(fields, fields.Width("categories_"))
    {
        var found = fields.List("categories_");
        if (found.Count != Width) throw Throw.FieldOfOtherWidth(fields, "categories_", Width, found.Count);
        Categories = [.. found.Select((column, c) => FittedCategories.Of(fields, "categories_", column, c))];
        Infrequent = ReadInfrequent(fields);
    }

    protected IReadOnlyList<FittedCategories> Categories { get; }

    /// <summary>The indices of each column's categories that are joined; null for none.</summary>
    protected IReadOnlyList<int[]?> Infrequent { get; }

    public override ColumnType TypeOf(int column) => Categories[column].Type;

    protected sealed override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        var results = new List<ColumnOf>();
        for (int from = 0, to; from < Width; from = to)
        {
            to = from + 1;
            while (to < Width && BelongTogether(from, to)) to++;
            int[] places = [.. Enumerable.Range(from, to - from)];
            if (places.Sum(WidthOf) == 0) continue;
            results.AddRange(Columns.Of(LayerFor(places, dtype).Apply(Columns.Join([.. places.Select(place => columns[place])], dtype))));
        }
        return results;
    }

    /// <summary>Returns the number of results of a column.</summary>
    protected abstract int WidthOf(int column);

    public override int OutputWidth => Enumerable.Range(0, Width).Sum(WidthOf);

    /// <summary>Returns one layer for adjacent columns of a kind.</summary>
    protected abstract Layer LayerFor(int[] places, DTypePolicy? dtype);

    /// <summary>Returns whether one layer can encode two columns.</summary>
    protected virtual bool BelongTogether(int first, int second) => Categories[first].List.AreTexts == Categories[second].List.AreTexts
        && Categories[first].Type == Categories[second].Type;

    /// <summary>Returns the indices of the infrequent categories of each column; null for none. The field came with release 1.1.</summary>
    private IReadOnlyList<int[]?> ReadInfrequent(FittedFields fields)
    {
        if (!fields.Flag("_infrequent_enabled", false) || fields.Optional("_infrequent_indices") is not { } found) return new int[]?[Width];
        var columns = fields.List("_infrequent_indices", found);
        if (columns.Count != Width) throw Throw.FieldOfOtherWidth(fields, "_infrequent_indices", Width, columns.Count);
        return [.. columns.Select((column, c) => column is null
            ? null : Inside(fields, fields.Places("_infrequent_indices", column), Categories[c].List.Count))];
    }

    private static int[] Inside(FittedFields fields, int[] places, int count) =>
        places.All(place => place >= 0 && place < count)
            ? places : throw Throw.FieldsDiffer(fields, "_infrequent_indices has places that no category has");

    /// <summary>Returns the policy for an unknown category.</summary>
    protected static UnknownCategory Unknown(FittedFields fields) => fields.Text("handle_unknown", "error") switch
    {
        "error" => UnknownCategory.Error,
        "ignore" or "use_encoded_value" => UnknownCategory.Ignore,
        // Release 1.6 added "warn", which is "infrequent_if_exist" with a warning.
        "infrequent_if_exist" or "warn" => UnknownCategory.Infrequent,
        var other => throw Throw.Setting(fields, $"handle_unknown='{other}'",
            "known are error, ignore, use_encoded_value, infrequent_if_exist and warn."),
    };
}
