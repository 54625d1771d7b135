using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>MissingIndicator, as <see cref="MissingIndicator"/>, or for texts as <see cref="TextMissingIndicator"/>. If a column had no
/// missing values in the fit, a missing value in it is an error by default in scikit-learn, and is no error in Layers.</summary>
internal sealed class FittedIndicator : FittedFrom
{
    private readonly int[] _features;
    private readonly Func<int, bool> _isText;
    private readonly string _missing;

    [SetsRequiredMembers]
    public FittedIndicator(FittedFields fields)
        : this(fields, fields.Has("n_features_in_") ? fields.Width() : fields.Whole("_n_features", fields.Required("_n_features")), null)
    {
    }

    /// <summary>Makes the indicator of an imputer, which knows the columns of texts.</summary>
    [SetsRequiredMembers]
    public FittedIndicator(FittedFields fields, int width, Func<int, bool>? isText)
        : base(fields, width)
    {
        _features = fields.Places("features_", fields.Required("features_"));
        if (_features.Any(feature => feature < 0 || feature >= width)
            || _features.Zip(_features.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw Throw.FieldsDiffer(fields, "features_ are not places of columns, ascending,");
        var missing = fields.Optional("missing_values");
        _isText = isText ?? (_ => missing is string);
        if (missing is not (null or double.NaN or string))
            throw Throw.Setting(fields, $"missing_values={PythonText.Of(missing)}",
                "a missing number is NaN here. Write such values as NaN before it is fitted.");
        _missing = FittedImputer.MissingText(fields);
    }

    public override ColumnType TypeOf(int column) => _isText(column) ? ColumnType.Text : ColumnType.Number;

    public override int OutputWidth => _features.Length;

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) =>
        [.. _features.Select(feature => $"missingindicator_{names[feature]}")];

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        var results = new List<ColumnOf>();
        for (int from = 0, to; from < _features.Length; from = to)
        {
            for (to = from + 1; to < _features.Length && _isText(_features[to]) == _isText(_features[from]);) to++;
            var run = _features[from..to];
            Layer layer = _isText(run[0])
                ? new TextMissingIndicator(_missing, dtype: dtype) : new MissingIndicator(IndicatedFeatures.All, dtype: dtype);
            results.AddRange(Columns.Of(layer.Apply(Columns.Join([.. run.Select(feature => columns[feature])], dtype))));
        }
        return results;
    }
}
