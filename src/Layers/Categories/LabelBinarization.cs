using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A column for each class, and one for two classes: what networks that tell classes apart are trained on.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output, in the type of the
/// policy: of three classes and more a column each, with
/// <see cref="Positive"/> in that of the row's class and <see cref="Negative"/> in the others; of two classes one column, positive for the
/// second; a single class is always negative. A class that was
/// not learned is negative everywhere. Classes are sorted: texts by their UTF-8 bytes, which is the order of code points, and integers from
/// the smallest.
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.LabelBinarizer.html"/>.
/// <para>Keras does not have the layer: files hold it as a model within the model, of lookups and operations, and this library reads its
/// own class back. It differs from
/// <see cref="OneHotEncoding"/> in the single column of two classes and in its numbers.</para></remarks>
/// <example><code>
/// var answers = new LabelBinarization([["no", "yes"]], negative: -1);
/// answers.Predict(new[] { "yes", "no" });   // 1 and -1
/// </code></example>
public sealed class LabelBinarization : ColumnEncoding<VocabularyState>, ISavable<LabelBinarization>
{
    /// <summary>Learns the classes of each column with <c>Adapt</c>.</summary>
    /// <param name="negative">The number of the classes that a row does not have; default 0.</param>
    /// <param name="positive">The number of the class that it has, above <paramref name="negative"/>; default 1.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>label_binarization</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The numbers are not finite, or the positive one is not above the other.</exception>
    public LabelBinarization(double negative = 0, double positive = 1, string missingText = "", string? name = null,
        DTypePolicy? dtype = null)
        : base(missingText, name, dtype)
    {
        if (!(negative < positive) || !double.IsFinite(positive - negative))
            throw Throw.BadArgument(Name, nameof(positive), "finite and above negative", positive);
        HeldNumbers.RequireGiven(this, "negative and positive", TensorData.Of([negative, positive], [2]), Policy.ComputeType);
        (Negative, Positive) = (negative, positive);
    }

    /// <summary>Takes the classes of each column, texts, in the order of their columns.</summary>
    /// <param name="classes">For each column one text or more, none of them twice.</param>
    /// <param name="negative">The number of the classes that a row does not have; default 0.</param>
    /// <param name="positive">The number of the class that it has, above <paramref name="negative"/>; default 1.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>label_binarization</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, one without classes, a null, or a class twice; or the numbers are out of their
    /// range.</exception>
    public LabelBinarization(IReadOnlyList<IReadOnlyList<string>> classes, double negative = 0, double positive = 1,
        string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : this(negative, positive, missingText, name, dtype) => Set(Give(classes), () => { });

    /// <summary>Takes the classes of each column, integers, in the order of their columns.</summary>
    /// <inheritdoc cref="LabelBinarization(IReadOnlyList{IReadOnlyList{string}}, double, double, string, string, DTypePolicy)"/>
    /// <param name="classes">For each column one integer or more, none of them twice.</param>
    /// <param name="negative">The number of the classes that a row does not have; default 0.</param>
    /// <param name="positive">The number of the class that it has, above <paramref name="negative"/>; default 1.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>label_binarization</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public LabelBinarization(IReadOnlyList<IReadOnlyList<long>> classes, double negative = 0, double positive = 1, string? name = null,
        DTypePolicy? dtype = null)
        : this(negative, positive, "", name, dtype) => Set(Give(classes), () => { });

    /// <summary>The number of the classes that a row does not have.</summary>
    public double Negative { get; }

    /// <summary>The number of the class that a row has.</summary>
    public double Positive { get; }

    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => new VocabularySummary(null, PerColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, null, perColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state) => EncodedColumns.Misfit(state);

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Features == 0) throw Throw.NoColumns(this, state);
        var classes = new CategoryList[state.Features];
        for (var c = 0; c < classes.Length; c++)
        {
            var counts = state.Column(c);
            classes[c] = counts.Distinct == 0 ? throw Throw.NothingOfColumn(this, c, state) : counts.Values.Sorted(out _);
        }
        Set(classes, () => { });
    }

    private protected override long Width(int column) => Categories![column].Count is var count and > 2 ? count : 1;

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call)
    {
        // An index counts from 1: of two classes the column is that of the second, which a single class does not have.
        long[] own = Width(column) == 1 ? [2] : [.. Enumerable.Range(1, Categories![column].Count).Select(place => (long)place)];
        yield return Where(Equal(index, Constant(own)), Scalar(Positive, Policy.ArithmeticType), Scalar(Negative, Policy.ArithmeticType));
    }

    private protected override IEnumerable<string> NamesOf(int column, string name)
    {
        var classes = Categories![column];
        return classes.Count > 2 ? classes.Names.Select(one => $"{name}={one}") : [$"{name}={classes.TextOf(classes.Count - 1)}"];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteCategories(config.Set("negative", Negative).Set("positive", Positive));
    }

    /// <inheritdoc/>
    public static LabelBinarization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new LabelBinarization(config.OptionalNumber("negative") ?? 0, config.OptionalNumber("positive") ?? 1,
            config.OptionalText("missing_text") ?? "", config.Name, config.Policy);
        if (ReadCategories(config) is not ({ } columns, var areGiven)) return layer;
        layer.IsGiven = areGiven;
        layer.Set(columns, () => { });
        return layer;
    }
}
