namespace Layers;

/// <summary>The types in which columns go into a model.</summary>
internal static class ColumnTypes
{
    /// <summary>What the first layer of a feature takes, where it takes one type only.</summary>
    public static DType? TakenBy(Layer? first) => first switch
    {
        TFDIdentity or Rescaling or Normalization or Discretization => DType.Float32,
        StringLookup or TextVectorization => DType.String,
        IntegerLookup => DType.Int64,
        _ => null,
    };

    /// <summary>The type for a column of a table.</summary>
    /// <param name="first">The layer that it goes into; null for none.</param>
    /// <param name="column">What the table has.</param>
    public static DType Of(Layer? first, ColumnType column) => column switch
    {
        ColumnType.Text or ColumnType.Date => DType.String,
        ColumnType.Number => DType.Float32,
        // Fractions may come later, and large integers are whole in float64.
        _ when first is NumericAdaptiveLayer || TakenBy(first) == DType.Float32 => DType.Float64,
        // Truth values hash as their words.
        ColumnType.Boolean when first is Hashing => DType.Bool,
        _ => DType.Int64,
    };

    /// <summary>What a table would call elements of a type.</summary>
    public static ColumnType ColumnOf(DType type) => type switch
    {
        DType.String => ColumnType.Text,
        DType.Bool => ColumnType.Boolean,
        _ => type.IsInteger() ? ColumnType.Integer : ColumnType.Number,
    };

    /// <summary>The one type of columns side by side; null where texts stand beside numbers.</summary>
    public static DType? Joined(IReadOnlyCollection<DType> types)
    {
        if (types.Distinct().Count() == 1) return types.First();
        if (types.Contains(DType.String)) return null;
        return types.Any(type => type.IsFloat()) ? DType.Float64 : DType.Int64;
    }
}
