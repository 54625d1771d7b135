using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>LabelBinarizer, as <see cref="LabelBinarization"/>. The inverse is the class of the largest number.</summary>
internal sealed class FittedLabelBinarizer : FittedFrom
{
    private readonly FittedCategories _classes;
    private readonly double _negative;
    private readonly double _positive;

    [SetsRequiredMembers]
    public FittedLabelBinarizer(FittedFields fields)
        : base(fields, 1)
    {
        _classes = FittedCategories.Of(fields, "classes_", fields.Required("classes_"), null);
        if (fields.Text("y_type_", "multiclass") is var type and not ("binary" or "multiclass"))
            throw Throw.Setting(fields, $"y_type_='{type}'",
                "its labels are a table of zeros and ones, which need no encoding. Leave it out.");
        (_negative, _positive) = (fields.Number("neg_label", 0), fields.Number("pos_label", 1));
    }

    public override ColumnType TypeOf(int column) => _classes.Type;

    public override int OutputWidth => _classes.List.Count > 2 ? _classes.List.Count : 1;

    public override CategoryList? Classes => _classes.List;

    // scikit-learn has no names for the results.
    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => OutputWidth == 1
        ? names : [.. _classes.Names.Select(one => $"{names[0]}_{one}")];

    public override string? NoInverse => null;

    protected override IReadOnlyList<ColumnOf> Inverted(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype)
    {
        if (columns.Count != OutputWidth) throw Throw.WrongWidth(this, OutputWidth, columns.Count);
        Layer number = OutputWidth == 1 ? new Binarization((_negative + _positive) / 2, dtype: dtype) : new LargestColumn(dtype: dtype);
        return Columns.Of(FittedLabels.Lookup(_classes.List).Apply(number.Apply(Columns.Join(columns, dtype))));
    }

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        Layer layer = _classes.List.AreTexts
            ? new LabelBinarization([_classes.List.Texts], _negative, _positive, dtype: dtype)
            : new LabelBinarization([_classes.List.Integers], _negative, _positive, dtype: dtype);
        return Columns.Of(layer.Apply(Columns.Join(columns, dtype)));
    }
}
