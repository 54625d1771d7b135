using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The index of each category, for several columns side by side, each with categories of its own.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output: <c>(batch, columns)</c>
/// in the type of the policy: indices from 0 in the order of the categories, which are sorted: texts by their UTF-8 bytes, which is the
/// order of code points, and integers from the smallest. Rare ones that are joined have the last index of their column. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OrdinalEncoder.html"/>.
/// <para>Keras does not have the layer: files hold it as a model within the model, of lookups and operations, and this library reads its
/// own class back. For the indices of an <see cref="Embedding"/> there are <see cref="StringLookup"/> and <see cref="IntegerLookup"/>,
/// which have an index for unknown values.</para></remarks>
/// <example><code>
/// var sizes = new OrdinalEncoding([["S", "M", "L"]]);
/// sizes.Predict(new[,] { { "L" }, { "S" } });           // 2 and 0
/// </code></example>
public sealed class OrdinalEncoding : GroupedEncoding, ISavable<OrdinalEncoding>
{
    /// <summary>Learns the categories of each column with <c>Adapt</c>.</summary>
    /// <param name="unknown">What becomes of a category that was not learned; default: it is refused.</param>
    /// <param name="unknownValue">What stands for an unknown category where it is not one of the rare ones, no index of a category; default
    /// −1.</param>
    /// <param name="minFrequency">Categories that are rarer are joined: below 1 a share of the rows, otherwise a count;
    /// <see langword="null"/> (the default) for none.</param>
    /// <param name="maxCategories">How many indices a column has at most, that of the joined categories among them, 1 or more;
    /// <see langword="null"/> (the default) for any number. The most frequent ones keep their index, and of those that are as frequent the
    /// last.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>ordinal_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    public OrdinalEncoding(
        UnknownCategory unknown = UnknownCategory.Error, long unknownValue = -1, double? minFrequency = null, int? maxCategories = null, string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : base(unknown, minFrequency, maxCategories, missingText, name, dtype) => UnknownValue = unknownValue;

    /// <summary>Takes the categories of each column, texts, in the order of their indices.</summary>
    /// <param name="categories">For each column one text or more, none of them twice.</param>
    /// <param name="unknown">What becomes of another category; default: it is refused. In a column where none are joined,
    /// <see cref="UnknownCategory.Infrequent"/> is as <see cref="UnknownCategory.Ignore"/>.</param>
    /// <param name="unknownValue">What stands for an unknown category, no index of a category; default −1.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="infrequent">For each column the places of the categories that are joined, counted from 0; <see langword="null"/> for a
    /// column without them, and as a whole for no such column (the default).</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>ordinal_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, one without categories, a null, or a category twice; or
    /// <paramref name="unknownValue"/> is an index.</exception>
    public OrdinalEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, UnknownCategory unknown = UnknownCategory.Error, long unknownValue = -1, string missingText = "",
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, unknownValue, missingText: missingText, name: name, dtype: dtype)
    {
        var given = RequireApart(Give(categories));
        Take(given, Joined(given, infrequent));
    }

    /// <summary>Takes the categories of each column, integers, in the order of their indices.</summary>
    /// <inheritdoc cref="OrdinalEncoding(IReadOnlyList{IReadOnlyList{string}}, UnknownCategory, long, string, IReadOnlyList{IReadOnlyList{int}}, string, DTypePolicy)"/>
    /// <param name="categories">For each column one integer or more, none of them twice.</param>
    /// <param name="unknown">What becomes of another category; default: it is refused.</param>
    /// <param name="unknownValue">What stands for an unknown category, no index of a category; default −1.</param>
    /// <param name="infrequent">For each column the places of the categories that are joined, counted from 0; <see langword="null"/> for a
    /// column without them, and as a whole for no such column (the default).</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>ordinal_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public OrdinalEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, UnknownCategory unknown = UnknownCategory.Error, long unknownValue = -1,
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, unknownValue, name: name, dtype: dtype)
    {
        var given = RequireApart(Give(categories));
        Take(given, Joined(given, infrequent));
    }

    /// <summary>What stands for an unknown category.</summary>
    public long UnknownValue { get; }

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        base.Learn(state);
        RequireApart([.. Categories!]);
    }

    private protected override long Width(int column) => 1;

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call)
    {
        if (!HasRare(column) && UnknownValue == -1) return [Cast(index - 1, Policy.ArithmeticType)];
        return [Gather(Numbers(Array.ConvertAll(Places(column), place => (double)(place < 0 ? UnknownValue : place))), index)];
    }

    private protected override IEnumerable<string> NamesOf(int column, string name) => [name];

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteStart(config);
        config.Set("unknown_value", (long?)UnknownValue);
        WriteLearned(config);
    }

    /// <inheritdoc/>
    public static OrdinalEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new OrdinalEncoding(
            Choice.Of<UnknownCategory>(config, "unknown"), config.OptionalInteger("unknown_value") ?? -1, config.OptionalNumber("min_frequency"), config.OptionalWhole("max_categories"),
            config.OptionalText("missing_text") ?? "", config.Name, config.Policy);
        layer.ReadLearned(config);
        return layer;
    }

    private CategoryList[] RequireApart(CategoryList[] categories)
    {
        for (var c = 0; c < categories.Length; c++)
            if (UnknownValue >= 0 && UnknownValue < categories[c].Count) throw Throw.UnknownValueIsAnIndex(this, UnknownValue, c, categories[c].Count);
        return categories;
    }
}
