namespace Layers;

// The graph of the space: typed inputs, the layers of the features, and the layers that the space adds.
public sealed partial class FeatureSpace
{
    private readonly Dictionary<string, Input> _inputs = [];
    // The types of the columns in tables. The type of an input depends on this type and on the first layer, which may be replaced.
    private readonly Dictionary<string, ColumnType> _declared = [];
    private readonly Lock _types = new();
    private Functional? _whole;
    private bool _isRestored;

    // Whether a caller has received the output tensors and may have built on them.
    private bool _isTaken;

    /// <summary>The inputs, one for each column, in the order in which the features were added; empty while the types of the columns are
    /// not known.</summary>
    public override IReadOnlyList<Input> Inputs
    {
        get
        {
            // Two threads may make the first prediction at the same time.
            lock (_types)
            {
                if (Untyped().Count > 0) return [];
                HashSet<string> taken = [.. _inputs.Values.Select(input => input.Name)];
                return [.. _features.SelectMany(feature => InputsOf(feature, taken))];
            }
        }
    }

    /// <summary>The layers of the features. After <c>Adapt</c> they include the layers that encode, cross and concatenate.</summary>
    public override IReadOnlyList<Layer> Layers => _whole?.Layers ?? [.. _features.SelectMany(feature => feature.Layers).Distinct()];

    /// <summary>The output of the space, for a <see cref="Functional"/> model over its <see cref="Inputs"/>. The space must have one vector
    /// for each row as its output.</summary>
    /// <exception cref="InvalidOperationException">The space has a separate output for each feature (use <see cref="EncodedFeatures"/>), or
    /// the types of its columns are not known.</exception>
    /// <exception cref="LayerException">A layer is not adapted.</exception>
    /// <example><code>var model = new Functional(space.Inputs, [new Dense(1).Apply(space.Encoded)]);</code></example>
    public KerasTensor Encoded => OnlyOutput(Taken().Outputs);

    /// <summary>The output of each feature, by name, if the space has a separate output for each feature.</summary>
    /// <inheritdoc cref="Encoded" path="/exception"/>
    public IReadOnlyDictionary<string, KerasTensor> EncodedFeatures =>
        OutputNames.Zip(Taken().Outputs).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The names of the output columns, in order: <c>Body Mass (g)</c>, <c>Island=Biscoe</c>, a cross <c>Island_X_Sex=17</c>. The
    /// columns of several outputs follow one another.</summary>
    /// <remarks>The name of a category column ends with <c>=</c> and the word, the number of the hash bin, or the ends of the numeric bin.
    /// If a layer computes columns in another way, they are numbered: <c>Text[3]</c>.</remarks>
    /// <inheritdoc cref="Encoded" path="/exception"/>
    public IReadOnlyList<string> OutputColumns
    {
        get
        {
            var whole = Whole();
            return [.. InOrder().SelectMany(feature => OutputNaming.Of(whole, feature))];
        }
    }

    internal override string? Remark
    {
        get
        {
            const int Most = 100;
            var columns = OutputColumns;
            var more = columns.Count > Most
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" and {columns.Count - Most} more") : "";
            return $"Output columns: {string.Join(", ", columns.Take(Most))}{more}";
        }
    }

    internal override IReadOnlyList<string> OutputNames =>
        Output == FeatureOutput.Dict ? [.. InOrder().Select(feature => feature.Name)] : [Name];

    internal override bool FixesOutputOf(Layer child) => _isTaken || HasFixedOutput;

    internal override bool FixesIndicesOf(Layer child) =>
        FixesOutputOf(child) && _features.Exists(feature => feature.IsOneHot && !feature.IsCross && feature.Layers[^1] == child);

    internal override bool TakesColumns => true;

    internal override bool LearnsTypes => true;

    internal override bool KnowsOutput => IsReady || _isRestored;

    internal override Model Shown => Whole();

    /// <summary>Returns the features in the order of the output: features by name, then crosses by name.</summary>
    internal IEnumerable<Feature> InOrder() =>
        _features.OrderBy(feature => feature.IsCross).ThenBy(feature => feature.Name, StringComparer.Ordinal);

    /// <summary>Whether every layer has learned its state.</summary>
    internal bool IsReady => _features.TrueForAll(feature => feature.Layers.All(layer => layer is not AdaptiveLayer { IsAdapted: false }));

    /// <summary>Returns the space as a functional model, of the layers of its features and the layers that it adds.</summary>
    internal Functional Whole()
    {
        if (_features.Count == 0) throw Throw.SpaceWithoutFeatures(this);
        if (_whole is not null && _isRestored && !IsReady) return _whole;
        RequireAdapted();
        RequireTypes();
        // Two threads may make the first prediction at the same time.
        using var together = WeightChanges.Together();
        if (_whole is not null && !_features.Exists(feature => feature.IsStale)) return _whole;
        return Take(SpaceGraph.Build(this));
    }

    /// <summary>Whether the space was loaded from Keras's own class and has not been changed.</summary>
    internal bool IsOfKeras { get; set; }

    /// <summary>Sets the functional model that was read from a file. It has all layers, before their states are loaded.</summary>
    internal void Restore(Functional whole)
    {
        foreach (var input in whole.Inputs) _inputs[input.Column ?? input.Name] = input;
        _isRestored = true;
        Take(whole);
    }

    /// <summary>Whether the layers of a feature return an index or a text, before a one-hot encoding.</summary>
    internal bool GivesIndices(Feature feature)
    {
        var whole = Whole();
        var tensor = whole.Graph.CallsOf(feature.Layers[^1]).First().Outputs[0];
        return tensor.Type.IsInteger() || tensor.Type == DType.String;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        RequireTypes();
        if (inputs.Count != Inputs.Count) throw Throw.WrongInputCount(this, Inputs.Count, inputs.Count);
        inputs = Masked(inputs, call);
        return call.Record.IsForAdapting && !IsReady ? CallUpToAdaptiveLayers(inputs, call.Record) : Whole().ApplyAll(inputs, call.Record);
    }

    internal override Value InputFor(TensorData x)
    {
        RequireTypes();
        return base.InputFor(x);
    }

    internal override Action Declare(IReadOnlyDictionary<string, ColumnType> columns)
    {
        if (_features.Count == 0) throw Throw.SpaceWithoutFeatures(this);
        foreach (var (_, column) in Columns())
            if (!columns.ContainsKey(column)) throw Throw.ColumnMissing(this, column, [.. columns.Keys]);
        lock (_types)
        {
            var before = _declared.Keys.ToHashSet();
            // While no graph is built, the types of the rows take precedence over the types of the layers.
            if (_whole is null) _inputs.Clear();
            foreach (var (_, column) in Columns())
                if (!_inputs.ContainsKey(column)) _declared.TryAdd(column, columns[column]);
            return () =>
            {
                lock (_types)
                    foreach (var column in _declared.Keys.Except(before).ToList())
                    {
                        _declared.Remove(column);
                        _inputs.Remove(column);
                    }
            };
        }
    }

    internal override Action Declare(IReadOnlyDictionary<string, TensorData> x) =>
        _features.Count > 0 && Untyped().Count == 0
            ? Nothing : Declare(x.ToDictionary(pair => pair.Key, pair => ColumnTypes.ColumnOf(pair.Value.Type)));

    private static void Nothing()
    {
    }

    // Calls the layers of each feature up to the first one that is not adapted. That layer learns from its input, and the layers after it
    // wait.
    private List<Value> CallUpToAdaptiveLayers(IReadOnlyList<Value> inputs, CallRecord record)
    {
        var (values, ends) = (Columns().Select(pair => pair.Column).Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second),
            new List<Value>());
        foreach (var feature in _features.Where(feature => !feature.IsCross))
        {
            var x = feature.Joined is { } joined
                ? joined.ApplyAll([.. feature.Columns.Select(column => values[column])], record)[0] : values[feature.Columns[0]];
            foreach (var layer in feature.Layers)
            {
                if (layer is AdaptiveLayer { IsAdapted: false } learner)
                {
                    record.AdaptiveCalls.Add(new AdaptiveCall(learner, x, Ops.Identity(x)));
                    break;
                }
                layer.RequireAdapted();
                x = layer.OnlyOutput(layer.ApplyAll([x], record));
            }
            ends.Add(x);
        }
        record.IsCutShort = true;
        return ends;
    }

    private IEnumerable<(Feature Feature, string Column)> Columns() =>
        _features.SelectMany(feature => feature.Columns.Select(column => (feature, column)));

    private Functional Take(Functional whole)
    {
        _whole = whole;
        foreach (var layer in whole.Children) Own(layer);
        foreach (var call in whole.Graph.Calls) call.IsReplaced = true;
        foreach (var feature in _features) feature.Remember();
        _index = null;
        return whole;
    }

    private IEnumerable<Input> InputsOf(Feature feature, HashSet<string> taken)
    {
        DType? joined = null;
        foreach (var column in feature.Columns)
        {
            if (!_inputs.TryGetValue(column, out var input))
            {
                joined ??= ColumnTypes.Joined([.. feature.Columns.Select(other => TypeOf(feature, other)!.Value)])
                    ?? throw Throw.TextsBesideNumbers(this, feature);
                // The name of a layer must not contain a slash.
                var name = SafeNames.Free(column.Replace('/', '_'), taken);
                _inputs[column] = input = new Input([1], joined.Value, name) { Column = column, MissingText = MissingText };
                taken.Add(name);
            }
            yield return input;
        }
    }

    private DType? TypeOf(Feature feature, string column) =>
        _inputs.TryGetValue(column, out var input) ? input.Type
        : feature.Type ?? (_declared.TryGetValue(column, out var declared)
            ? ColumnTypes.Of(feature.Layers[0], declared) : ColumnTypes.TakenBy(feature.Layers[0]));

    private List<string> Untyped() => [.. Columns().Where(pair => TypeOf(pair.Feature, pair.Column) is null).Select(pair => pair.Column)];

    private void RequireTypes()
    {
        if (_features.Count == 0) throw Throw.SpaceWithoutFeatures(this);
        lock (_types)
            if (Untyped() is { Count: > 0 } untyped) throw Throw.TypesNotKnown(this, untyped);
    }

    private Functional Taken()
    {
        var whole = Whole();
        _isTaken = true;
        return whole;
    }

    private void Forget(Feature feature)
    {
        foreach (var column in feature.Columns) _inputs.Remove(column);
    }

    private void Changed()
    {
        (_whole, _isRestored, _isTaken, IsOfKeras) = (null, false, false, false);
        Predictor.Forget();
    }
}
