using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>SimpleImputer, as <see cref="Imputation"/>, or for texts as <see cref="TextImputation"/>. Its indicator is a
/// <see cref="FittedIndicator"/>. A column without any value is dropped, as scikit-learn does.</summary>
internal sealed class FittedImputer : FittedFrom
{
    private readonly object?[] _fills;
    private readonly int[] _kept;
    private readonly FittedIndicator? _indicator;
    private readonly string? _missing;

    [SetsRequiredMembers]
    public FittedImputer(FittedFields fields)
        : base(fields, fields.Width("statistics_"))
    {
        _fills = [.. fields.List("statistics_")];
        if (_fills.Length != Width) throw Throw.FieldOfOtherWidth(fields, "statistics_", Width, _fills.Length);
        for (var c = 0; c < Width; c++)
            _fills[c] = _fills[c] switch
            {
                string or double => _fills[c],
                long number => (double)number,
                bool flag => flag ? 1.0 : 0,
                null => double.NaN,
                var other => throw Throw.WrongField(fields, "statistics_", "numbers or texts", other),
            };
        _kept = [.. Enumerable.Range(0, Width).Where(c => _fills[c] is not double.NaN)];
        _missing = MissingText(fields);
        var isOfNumbers = _fills.Any(fill => fill is double);
        if (isOfNumbers && _missing is not null && fields.Optional("missing_values") is not (null or double.NaN))
            throw Throw.Setting(fields, $"missing_values={PythonText.Of(fields.Optional("missing_values"))} for numbers",
                "a missing number is NaN here. Write such values as NaN before it is fitted.");
        if (fields.Flag("add_indicator", false) && fields.Optional("indicator_") is { } indicator)
            _indicator = new FittedIndicator(fields.Object("indicator_", indicator), Width, c => _fills[c] is string);
    }

    public override ColumnType TypeOf(int column) => _fills[column] is string ? ColumnType.Text : ColumnType.Number;

    public override ColumnType OutputTypeOf(int column) => column < _kept.Length ? TypeOf(_kept[column]) : ColumnType.Number;

    public override int OutputWidth => _kept.Length + (_indicator?.OutputWidth ?? 0);

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) =>
        [.. _kept.Select(c => names[c]), .. _indicator?.OutputNames(names) ?? []];

    /// <summary>The text that counts as missing: missing_values, or the empty text for NaN and None.</summary>
    internal static string MissingText(FittedFields fields) => fields.Optional("missing_values") switch
    {
        string text => text,
        _ => "",
    };

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        var results = new List<ColumnOf>();
        for (int from = 0, to; from < _kept.Length; from = to)
        {
            for (to = from + 1; to < _kept.Length && TypeOf(_kept[to]) == TypeOf(_kept[from]);) to++;
            var run = _kept[from..to];
            Layer layer = TypeOf(run[0]) == ColumnType.Text
                ? new TextImputation([.. run.Select(c => (string)_fills[c]!)], _missing ?? "")
                : new Imputation(TensorData.Of([.. run.Select(c => (double)_fills[c]!)], [run.Length]), dtype: dtype);
            results.AddRange(Columns.Of(layer.Apply(Columns.Join([.. run.Select(c => columns[c])], dtype))));
        }
        if (_indicator is not null) results.AddRange(_indicator.Apply(columns, dtype));
        return results;
    }
}
