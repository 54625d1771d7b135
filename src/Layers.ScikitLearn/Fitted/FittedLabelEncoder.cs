using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>LabelEncoder, as <see cref="OrdinalEncoding"/> of one column. The inverse is a lookup.</summary>
[method: SetsRequiredMembers]
internal sealed class FittedLabelEncoder(FittedFields fields) : FittedFrom(fields, 1)
{
    private readonly FittedCategories _classes = FittedCategories.Of(fields, "classes_", fields.Required("classes_"), null);

    public override ColumnType TypeOf(int column) => _classes.Type;

    public override int OutputWidth => 1;

    public override CategoryList? Classes => _classes.List;

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => names;

    public override string? NoInverse => null;

    protected override IReadOnlyList<ColumnOf> Inverted(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype)
    {
        if (columns.Count != 1) throw Throw.WrongWidth(this, 1, columns.Count);
        return Columns.Of(FittedLabels.Lookup(_classes.List).Apply(Columns.Join(columns, dtype)));
    }

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        // An unknown class is an error in scikit-learn.
        Layer layer = _classes.List.AreTexts
            ? new OrdinalEncoding([_classes.List.Texts], dtype: dtype) : new OrdinalEncoding([_classes.List.Integers], dtype: dtype);
        return Columns.Of(layer.Apply(Columns.Join(columns, dtype)));
    }
}
