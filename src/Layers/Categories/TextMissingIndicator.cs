using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that marks missing texts: 1 if a text equals <see cref="Missing"/>, otherwise 0. For numbers, use
/// <see cref="MissingIndicator"/>.</summary>
/// <remarks>Input: texts of any shape. Output: the same shape, in the type of the policy. There is nothing to adapt. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.impute.MissingIndicator.html"/>.
/// <para>Most backends of Keras do not compute with texts, so files store this layer as its own class. Its ONNX export has standard
/// operators.</para></remarks>
/// <example><code>new TextMissingIndicator("n/a")</code></example>
public sealed class TextMissingIndicator : Layer, INamesOutputs, ISavable<TextMissingIndicator>
{
    /// <summary>Creates a layer that marks the missing texts of all columns.</summary>
    /// <param name="missing">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for
    /// <c>text_missing_indicator</c> with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public TextMissingIndicator(string missing = "", string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(missing);
        Missing = Utf8Text.WellFormed(missing);
    }

    /// <summary>The text that marks a missing value.</summary>
    public string Missing { get; }

    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type != DType.String) throw Throw.NeedsTextRows(this, x);
        return Cast(IsMissing(x, Missing), Policy.ComputeType);
    }

    /// <summary>Returns the names of the output's columns: the name of each input column, followed by <c>missing</c>.</summary>
    /// <param name="columns">The names of the input's columns, in order.</param>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return [.. columns.Select(column => $"{column} missing")];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("missing", Missing);
    }

    /// <inheritdoc/>
    public static TextMissingIndicator FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalText("missing") ?? "", config.Name, config.Policy);
    }

    // The formula is a lookup table with one entry, because older versions of ONNX cannot compare texts.
    internal static Value IsMissing(Value x, string missing) =>
        Equal(LabelEncoder(x, TensorData.Of(new[] { missing }), TensorData.Of(new[] { 1L }), TensorData.Scalar(0L)),
            Constant(TensorData.Scalar(1L)));
}
