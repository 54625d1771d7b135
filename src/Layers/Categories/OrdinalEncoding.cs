using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Turns each column of categories into the indices of its categories, from 0, in ascending order of the categories.</summary>
/// <remarks>Output <c>(batch, features)</c>.
/// <para><inheritdoc cref="CategoricalEncoding" path="/remarks"/></para>
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OrdinalEncoder.html"/>.</remarks>
/// <example><code>
/// var encoding = new OrdinalEncoding(UnknownCategory.Ignore);   // an unknown value is −1
/// encoding.Adapt(cells);                                        // string[,]
/// </code></example>
public sealed class OrdinalEncoding : CategoricalEncoding, ISavable<OrdinalEncoding>
{
    /// <summary>Learns the categories of each column with <c>Adapt</c>.</summary>
    /// <param name="unknown">What becomes of a value that was not learned; default an error.</param>
    /// <param name="unknownValue">The index of such a value where it is ignored: negative, or NaN; default −1.</param>
    /// <param name="minFrequency">Categories in fewer rows are joined: a number of rows, or a share of them below 1; <see langword="null"/> for none.</param>
    /// <param name="maxCategories">How many categories a feature has at most, that of rare ones among them; <see langword="null"/> for any number.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>ordinal_encoding</c>, numbered.</param>
    /// <param name="dtype">The type that comes out; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is out of range.</exception>
    public OrdinalEncoding(
        UnknownCategory unknown = UnknownCategory.Error, double unknownValue = -1, double? minFrequency = null, int? maxCategories = null, string? name = null, DTypePolicy? dtype = null)
        : base(unknown, minFrequency, maxCategories, name, dtype)
    {
        if (unknownValue >= 0 || double.IsInfinity(unknownValue)) throw Throw.BadArgument(Name, nameof(unknownValue), "negative or NaN, so that it is no category's", unknownValue);
        UnknownValue = unknownValue;
    }

    /// <summary>The index of a value that was not learned, where it is ignored.</summary>
    public double UnknownValue { get; }

    private protected override Value Encoded(Value index)
    {
        var y = Cast(index, Policy.ArithmeticType);
        return Cast(Where(index < Constant(TensorData.Scalar(0L)), Scalar(UnknownValue, y.Type), y), Policy.ComputeType);
    }

    private protected override void RequireSame(EncodedColumn[] columns)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteCategories(config.Set("unknown_value", double.IsNaN(UnknownValue) ? null : UnknownValue));
    }

    /// <inheritdoc/>
    public static OrdinalEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ReadCategories(
            new OrdinalEncoding(Choice.Of<UnknownCategory>(config, "unknown"), config.OptionalNumber("unknown_value") ?? double.NaN, config.OptionalNumber("min_frequency"), (int?)config.OptionalInteger("max_categories"), config.Name, config.Policy), config);
    }
}
