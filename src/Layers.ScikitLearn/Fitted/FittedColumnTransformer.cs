using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>ColumnTransformer, as a branch for each transformer. The results are concatenated in order.</summary>
internal sealed class FittedColumnTransformer : FittedFrom
{
    private readonly ColumnsPart[] _parts;
    private readonly string? _naming;

    [SetsRequiredMembers]
    public FittedColumnTransformer(FittedFields fields)
        : base(fields, WidthOf(fields))
    {
        // Releases before 1.0 have other names for these fields, and prefix every result.
        Names ??= ColumnPlaces.OldNames(fields);
        _naming = fields.Optional("verbose_feature_names_out") switch
        {
            null or true => "{transformer_name}__{feature_name}",
            false => null,
            string format => format,
            var other => throw Throw.Setting(fields, $"verbose_feature_names_out={Throw.Described(other)}",
                "it is code, which is not run. Use True, False or a format."),
        };
        var places = new ColumnPlaces(fields, Width, Names);
        var weights = fields.Optional("transformer_weights") as PickledDictionary;
        _parts = [.. fields.List("transformers_").Select(found => ColumnsPart.Of(fields, found, places, weights)).OfType<ColumnsPart>()];
        if (_parts.Length == 0) throw Throw.FieldsDiffer(fields, "no transformer takes a column");
        Taken = [.. _parts.SelectMany(part => part.Places).Distinct().Order()];
    }

    public override IReadOnlyList<int> Taken { get; }

    public override int OutputWidth => _parts.Sum(part => part.OutputWidth);

    public override ColumnType TypeOf(int column)
    {
        // Parts with a transformer come first: a transformer knows the type of its columns, and a part that passes them through does not.
        foreach (var part in _parts.OrderBy(part => part.Transformer is null))
            if (part.Places.ToList().IndexOf(column) is >= 0 and var index) return part.Transformer?.TypeOf(index) ?? ColumnType.Number;
        return ColumnType.Number;
    }

    public override ColumnType OutputTypeOf(int column)
    {
        foreach (var part in _parts)
        {
            if (column < part.OutputWidth) return part.Transformer?.OutputTypeOf(column) ?? ColumnType.Number;
            column -= part.OutputWidth;
        }
        return ColumnType.Number;
    }

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) =>
        [.. _parts.SelectMany(part => part.OutputNames(names).Select(name => _naming is null ? name : Named(part.Name, name)))];

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) =>
        [.. _parts.SelectMany(part => part.Apply(columns, dtype))];

    private string Named(string transformer, string feature) =>
        _naming!.Replace("{transformer_name}", transformer, StringComparison.Ordinal).Replace("{feature_name}", feature,
            StringComparison.Ordinal);

    private static int WidthOf(FittedFields fields) =>
        fields.Has("n_features_in_") ? fields.Width() : fields.Optional("_n_features") is { } old
            ? fields.Whole("_n_features", old) : ColumnPlaces.OldNames(fields)?.Count ?? throw fields.Missing("transformers_");
}
