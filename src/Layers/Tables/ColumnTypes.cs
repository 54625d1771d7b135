namespace Layers;

/// <summary>Chooses the types of a model's inputs from the types of columns.</summary>
internal static class ColumnTypes
{
    /// <summary>Returns the type that the first layer of a feature takes; null if it takes several types.</summary>
    public static DType? TakenBy(Layer? first) => first switch
    {
        TFDIdentity or Rescaling or Normalization or Discretization => DType.Float32,
        StringLookup or TextVectorization => DType.String,
        IntegerLookup => DType.Int64,
        _ => null,
    };

    /// <summary>Returns the input type for a column of a table.</summary>
    /// <param name="first">The first layer of the feature; null for none.</param>
    /// <param name="column">The type of the column in the table.</param>
    public static DType Of(Layer? first, ColumnType column) => column switch
    {
        ColumnType.Text or ColumnType.Date => DType.String,
        ColumnType.Number => DType.Float32,
        // Later rows may have fractions, and float64 holds large integers exactly.
        _ when first is NumericAdaptiveLayer || TakenBy(first) == DType.Float32 => DType.Float64,
        // Booleans are hashed by their words.
        ColumnType.Boolean when first is Hashing => DType.Bool,
        _ => DType.Int64,
    };

    /// <summary>Returns the column type of elements of a type.</summary>
    public static ColumnType ColumnOf(DType type) => type switch
    {
        DType.String => ColumnType.Text,
        DType.Bool => ColumnType.Boolean,
        _ => type.IsInteger() ? ColumnType.Integer : ColumnType.Number,
    };

    /// <summary>Returns the common type of concatenated columns; null if texts and numbers are mixed.</summary>
    public static DType? Joined(IReadOnlyCollection<DType> types)
    {
        if (types.Distinct().Count() == 1) return types.First();
        if (types.Contains(DType.String)) return null;
        return types.Any(type => type.IsFloat()) ? DType.Float64 : DType.Int64;
    }
}
