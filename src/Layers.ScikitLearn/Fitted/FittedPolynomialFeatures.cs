using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>PolynomialFeatures, as <see cref="PolynomialFeatures"/>.</summary>
internal sealed class FittedPolynomialFeatures : FittedFrom
{
    private readonly int _degree;
    private readonly int _least = 1;
    private readonly bool _isInteraction;
    private readonly bool _hasBias;
    private readonly PolynomialFeatures _sample;

    [SetsRequiredMembers]
    public FittedPolynomialFeatures(FittedFields fields)
        : base(fields, fields.Optional("n_input_features_") is { } old ? fields.Whole("n_input_features_", old) : fields.Width())
    {
        // A pair of degrees came with release 1.0.
        switch (fields.Required("degree"))
        {
            case IReadOnlyList<object?> { Count: 2 } pair:
                (_least, _degree) = (Math.Max(fields.Whole("degree", pair[0]), 1), fields.Whole("degree", pair[1]));
                break;
            case var degree:
                _degree = fields.Whole("degree", degree);
                break;
        }
        if (_degree is < 1 or > 100 || _least > _degree)
            throw Throw.Setting(fields, $"degree={(_least == 1 ? $"{_degree}" : $"({_least}, {_degree})")}",
                "products have from 1 to 100 factors.");
        (_isInteraction, _hasBias) = (fields.Flag("interaction_only", false), fields.Flag("include_bias", true));
        _sample = Layer(null);
        OutputWidth = _sample.Powers(Width).Count;
    }

    public override int OutputWidth { get; }

    public override ColumnType TypeOf(int column) => ColumnType.Number;

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => _sample.ColumnNames(names);

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) =>
        Columns.Of(Layer(dtype).Apply(Columns.Join(columns, dtype)));

    private PolynomialFeatures Layer(DTypePolicy? dtype) => new(_degree, _isInteraction, _hasBias, _least, dtype: dtype);
}
