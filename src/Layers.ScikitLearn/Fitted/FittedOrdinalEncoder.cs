using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>OrdinalEncoder, as <see cref="OrdinalEncoding"/>.</summary>
internal sealed class FittedOrdinalEncoder : FittedEncoder
{
    private readonly UnknownCategory _unknown;
    private readonly long _unknownValue = -1;

    [SetsRequiredMembers]
    public FittedOrdinalEncoder(FittedFields fields)
        : base(fields)
    {
        _unknown = Unknown(fields);
        // Without use_encoded_value, which came with 0.24, an unknown category is an error.
        if (_unknown == UnknownCategory.Ignore)
        {
            var value = fields.Number("unknown_value", double.NaN);
            if (value != Math.Floor(value) || Math.Abs(value) > 1e15)
                throw Throw.Setting(fields, $"unknown_value={PythonText.Of(value)}",
                    "the index of an unknown category is a whole number. Fit it with unknown_value=-1.");
            _unknownValue = (long)value;
        }
        if (Categories.Any(column => column.Missing is not null))
        {
            var (value, place) = (fields.Number("encoded_missing_value", double.NaN), Categories.Max(column => column.Missing)!.Value);
            // Before 1.1, a missing value had the index of its category.
            if (fields.Says("encoded_missing_value") && value != place)
                throw Throw.Setting(fields, $"encoded_missing_value={PythonText.Of(value)} for missing texts",
                    "indices are whole numbers from 0. Fill missing texts before, with SimpleImputer(strategy='constant').");
        }
    }

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => names;

    protected override int WidthOf(int column) => 1;

    protected override Layer LayerFor(int[] places, DTypePolicy? dtype)
    {
        IReadOnlyList<int>?[] infrequent = [.. places.Select(place => Infrequent[place])];
        return Categories[places[0]].List.AreTexts
            ? new OrdinalEncoding([.. places.Select(place => Categories[place].List.Texts)], _unknown, _unknownValue,
                infrequent: infrequent, dtype: dtype)
            : new OrdinalEncoding([.. places.Select(place => Categories[place].List.Integers)], _unknown, _unknownValue, infrequent,
                dtype: dtype);
    }
}
