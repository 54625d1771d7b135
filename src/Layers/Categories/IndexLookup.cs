namespace Layers;

/// <summary>The base of the lookup layers: a vocabulary, learned by <c>Adapt</c> or given, and the encoding of its indices.</summary>
/// <remarks>Indices in the mode <see cref="OutputMode.Int"/>: the mask token, if there is one, has index 0; then come the OOV
/// (out-of-vocabulary) indices; then the vocabulary. In the other modes the mask token has no output column and adds nothing to the output,
/// and the OOV indices come first.</remarks>
/// <typeparam name="T"><see cref="string"/> or <see cref="long"/>.</typeparam>
public abstract partial class IndexLookup<T> : AdaptiveLayer<VocabularyState>, IHasAssets, IKeepsWords, IGivesIndices
    where T : notnull
{
    private const long Unknown = long.MinValue, Masked = -1;

    private readonly LearnedValue<LookupVocabulary<T>?> _vocabulary;
    private readonly LearnedValue<float[]?> _idf;
    private readonly T[] _mask;
    private IReadOnlyList<T>? _given;
    private IReadOnlyList<double>? _givenIdf;

    private protected IndexLookup(
        int? maxTokens, int numOovIndices, T[] mask, T oovToken, bool invert, OutputMode outputMode, bool padToMaxTokens,
        OovMethod oovMethod, (long First, long Second)? salt, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (maxTokens is <= 1) throw Throw.BadArgument(Name, nameof(maxTokens), "more than 1", maxTokens);
        if (padToMaxTokens && maxTokens is null) throw Throw.PaddingWithoutMaxTokens(Name);
        if (numOovIndices < 0) throw Throw.BadArgument(Name, nameof(numOovIndices), "0 or more", numOovIndices);
        if (invert && outputMode != OutputMode.Int)
            throw Throw.BadArgument(Name, nameof(outputMode), $"{OutputMode.Int} if the lookup is inverted", outputMode);
        if (!Enum.IsDefined(outputMode)) throw Throw.BadArgument(Name, nameof(outputMode), "one of OutputMode", outputMode);
        (MaxTokens, NumOovIndices, OovToken, Invert, OutputMode, PadToMaxTokens, OovMethod, Salt) = (maxTokens, numOovIndices, oovToken,
            invert, outputMode, padToMaxTokens, oovMethod, salt);
        _mask = mask;
        if (maxTokens <= FirstTerm)
            throw Throw.BadArgument(Name, nameof(maxTokens), $"more than the {FirstTerm} indices of mask and OOV tokens", maxTokens);
        _vocabulary = AddLearned<LookupVocabulary<T>?>(null);
        _idf = AddLearned<float[]?>(null);
    }

    /// <summary>The maximum number of indices, including those of mask and OOV tokens; <see langword="null"/> for no limit.</summary>
    public int? MaxTokens { get; }

    /// <summary>The number of indices for values outside of the vocabulary; if it is 0, the layer refuses those values.</summary>
    public int NumOovIndices { get; }

    /// <summary>The value that an inverted lookup returns for an index outside of the vocabulary.</summary>
    public T OovToken { get; }

    /// <summary>Whether the layer turns indices into values, instead of values into indices.</summary>
    public bool Invert { get; }

    /// <summary>The form of the output.</summary>
    public OutputMode OutputMode { get; }

    /// <summary>Whether the output of the modes other than <see cref="OutputMode.Int"/> always has <see cref="MaxTokens"/> columns, even if
    /// the vocabulary is smaller.</summary>
    public bool PadToMaxTokens { get; }

    /// <summary>The maximum number of distinct values that <c>Adapt</c> counts before it throws; default
    /// <see cref="VocabularyState.DefaultDistinctLimit"/>.</summary>
    public int DistinctLimit
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = VocabularyState.DefaultDistinctLimit;

    /// <summary>The values by index: mask and OOV tokens, then the vocabulary. Before <c>Adapt</c> the list has only the mask and OOV
    /// tokens.</summary>
    public IReadOnlyList<T> Vocabulary => GetVocabulary();

    /// <summary>The number of indices, including those of mask and OOV tokens.</summary>
    public int VocabularySize => FirstTerm + (_vocabulary.Value?.Terms.Length ?? 0);

    /// <summary>The factor of each output column in the mode <see cref="OutputMode.TfIdf"/>; <see langword="null"/> in the other modes and
    /// before <c>Adapt</c>.</summary>
    public IReadOnlyList<float>? IdfWeights => _idf.Value is { } idf ? Array.AsReadOnly(idf) : null;

    /// <inheritdoc/>
    public override bool IsAdapted => _vocabulary.Value is not null && (OutputMode != OutputMode.TfIdf || _idf.Value is not null);

    internal override (CategoryList Categories, bool RefusesOthers)? CategoriesOf(int place) =>
        _vocabulary.Value is { } vocabulary && !Invert ? (new CategoryList(vocabulary.Terms), NumOovIndices == 0) : null;

    /// <inheritdoc/>
    protected internal override bool HasFeatureForEachColumn => false;

    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => new VocabularySummary(ValueType, PerColumn: false, DistinctLimit);

    internal override bool LearnsFromAnyShape => true;

    internal override bool CastsInput => false;

    internal override long? LearnedPlaces => OutputMode == OutputMode.Int || PadToMaxTokens ? null : SizeToWrite;

    internal override bool IsSavedWithItsShape => false;

    // A row with a missing value is refused.
    internal override bool Refuses(AdaptState state) => state is VocabularyState { Features: 1 } words && words.Column().Total < words.Rows;

    internal override string? Given => _given is null ? null : "vocabulary";

    /// <summary>Keras's setting <c>sparse</c>, kept for files. The results are always dense.</summary>
    internal bool IsSparse { get; private protected set; }

    /// <summary>The way in which an integer outside of the vocabulary gets one of several indices.</summary>
    private protected OovMethod OovMethod { get; }

    private protected (long First, long Second)? Salt { get; }

    private protected IReadOnlyList<T>? MaskTokens => _mask;

    private protected abstract DType ValueType { get; }

    private bool HasMaskIndex => _mask.Length > 0 && OutputMode == OutputMode.Int;

    /// <summary>The vocabulary without special tokens; the array does not change.</summary>
    private protected T[] Terms => _vocabulary.Value?.Terms ?? [];

    private protected int FirstOov => HasMaskIndex ? 1 : 0;

    private protected int FirstTerm => FirstOov + NumOovIndices;

    /// <summary>Returns the values by index.</summary>
    /// <param name="includeSpecialTokens">Whether the mask and OOV tokens are included, so that the position of a value is its index;
    /// default true.</param>
    public IReadOnlyList<T> GetVocabulary(bool includeSpecialTokens = true)
    {
        var terms = _vocabulary.Value?.Terms ?? [];
        return Array.AsReadOnly(includeSpecialTokens ? [.. Specials, .. terms] : terms);
    }

    /// <summary>Sets the vocabulary, instead of <c>Adapt</c>.</summary>
    /// <param name="vocabulary">The values in the order of their indices. Mask and OOV tokens are either omitted, or all given in
    /// front.</param>
    /// <param name="idfWeights">The factor of each value's count, one for each given value; required in the mode
    /// <see cref="OutputMode.TfIdf"/> and refused in the others. OOV indices without a weight get the mean.</param>
    /// <exception cref="LayerException">The vocabulary is empty, has a duplicate or a null, has more values than <see cref="MaxTokens"/>
    /// allows, or has the mask token in another position, or, in an inverted lookup, the OOV token; the weights are missing, not allowed,
    /// or not one for each value; or the layer is already used with a different number of indices, for which the layers after it were
    /// built.</exception>
    public void SetVocabulary(IReadOnlyList<T> vocabulary, IReadOnlyList<double>? idfWeights = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if ((idfWeights is not null) != (OutputMode == OutputMode.TfIdf)) throw Throw.WrongIdf(this, OutputMode, idfWeights is not null);
        if (idfWeights is not null && idfWeights.Count != vocabulary.Count) throw Throw.IdfLength(this, idfWeights.Count, vocabulary.Count);
        var (terms, hasSpecials) = Checked(vocabulary);
        float[]? idf = null;
        if (idfWeights is not null)
        {
            var front = hasSpecials ? [] : Enumerable.Repeat(idfWeights.DefaultIfEmpty().Average(), FirstTerm);
            idf = Padded([.. front, .. idfWeights]);
        }
        Set(terms, idf);
    }

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, ValueType, perColumn: false, DistinctLimit);

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var column = state.Column();
        var terms = TermsOf(column, out var documents);
        if (terms.Length == 0) throw Throw.NoValuesToLearn(this, column.Total, state);
        float[]? idf = null;
        if (OutputMode == OutputMode.TfIdf)
        {
            double[] weights = [.. documents.Select(count => Math.Log(1 + state.Rows / (1.0 + count)))];
            idf = Padded([.. Enumerable.Repeat(weights.Average(), FirstTerm), .. weights]);
        }
        Set(terms, idf);
    }

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Cutting is not null
            ? "values as they are" : state.PerColumn && state.Features > 1
            ? "one vocabulary of all elements" : state.Type is { } type && type != ValueType
            ? $"{(ValueType == DType.String ? "texts" : "integers")}" : null;
    }

    private protected abstract T Mended(T value);

    private protected void Give(IReadOnlyList<T>? vocabulary, IReadOnlyList<double>? idfWeights)
    {
        if (vocabulary is null)
        {
            if (idfWeights is not null) throw Throw.WrongIdf(this, OutputMode, hasWeights: true);
            return;
        }
        SetVocabulary(vocabulary, idfWeights);
        (_given, _givenIdf) = ([.. vocabulary.Select(Mended)], idfWeights is null ? null : [.. idfWeights]);
    }

    private IEnumerable<T> Specials => [.. HasMaskIndex ? _mask : [], .. Enumerable.Repeat(OovToken, NumOovIndices)];

    private (T[] Terms, bool HasSpecials) Checked(IReadOnlyList<T> vocabulary)
    {
        if (vocabulary.Count == 0) throw Throw.EmptyVocabulary(this);
        var all = new T[vocabulary.Count];
        for (var i = 0; i < all.Length; i++) all[i] = vocabulary[i] is { } value ? Mended(value) : throw Throw.NullInVocabulary(this, i);
        var specials = Specials.ToArray();
        var hasSpecials = all.Length >= specials.Length
            && all.AsSpan(0, specials.Length).SequenceEqual(specials, EqualityComparer<T>.Default);
        var first = hasSpecials ? specials.Length : 0;
        var seen = new HashSet<T>(all.Length);
        for (var i = first; i < all.Length; i++)
        {
            if (!seen.Add(all[i])) throw Throw.RepeatedTerm(this, all[i], i, Array.FindIndex(all, first, value => value.Equals(all[i])));
            if (_mask.Length > 0 && all[i].Equals(_mask[0])) throw Throw.TokenInside(this, "mask", all[i], i);
            if (Invert && all[i].Equals(OovToken)) throw Throw.TokenInside(this, "OOV", all[i], i);
        }
        var size = FirstTerm + all.Length - first;
        if (size > MaxTokens) throw Throw.VocabularyTooLarge(this, size, MaxTokens.Value);
        return (all[first..], hasSpecials);
    }

    private T[] TermsOf(ValueCounts counts, out IEnumerable<long> documents)
    {
        var values = counts.Values.Of<T>();
        documents = counts.Documents;
        var most = MaxTokens is { } tokens ? tokens - FirstTerm : int.MaxValue;
        int[] specials = [.. _mask.Take(1).Append(OovToken).Select(token => Array.IndexOf(values, token)).Where(place => place >= 0)];
        if (specials.Length == 0 && values.Length <= most) return values;
        documents = counts.Documents.Where((_, place) => !specials.Contains(place)).Take(most);
        return [.. values.Where((_, place) => !specials.Contains(place)).Take(most)];
    }

    // The layers after this one were built for the earlier number of columns or indices.
    private void RequireSameSize(int size)
    {
        if (SizeToWrite is not { } before || size == before) return;
        if (OutputMode == OutputMode.Int ? HasFixedIndices : !PadToMaxTokens && HasFixedOutput)
            throw Throw.OtherDepth(this, before, size, OutputMode != OutputMode.Int);
    }

    private float[] Padded(double[] weights)
    {
        var padded = new float[PadToMaxTokens ? MaxTokens!.Value : weights.Length];
        for (var i = 0; i < weights.Length; i++) padded[i] = (float)weights[i];
        return padded;
    }

    private void Set(T[] terms, float[]? idf)
    {
        RequireSameSize(FirstTerm + terms.Length);
        using (WeightChanges.Together())
        {
            _vocabulary.Value = new LookupVocabulary<T>(terms);
            if (idf is not null) _idf.Value = idf;
        }
    }
}
