namespace Layers;

// What the features are as a graph: inputs by their types, layers, and what the space itself adds to them.
public sealed partial class FeatureSpace
{
    private readonly Dictionary<string, Input> _inputs = [];
    // What tables have of the columns; the type of an input follows from that and the layer that it goes into, which may be replaced.
    private readonly Dictionary<string, ColumnType> _declared = [];
    private readonly Lock _types = new();
    private Functional? _whole;
    private bool _isRestored;

    // Whether somebody has what it gives, to build on.
    private bool _isTaken;

    /// <summary>One a column, in the order in which the features were added; none while the types of the columns are not known.</summary>
    public override IReadOnlyList<Input> Inputs
    {
        get
        {
            // Two threads may be the first to predict.
            lock (_types)
            {
                if (Untyped().Count > 0) return [];
                HashSet<string> taken = [.. _inputs.Values.Select(input => input.Name)];
                return [.. _features.SelectMany(feature => InputsOf(feature, taken))];
            }
        }
    }

    /// <summary>The layers of the features, and once it was adapted also what encodes, crosses and joins them.</summary>
    public override IReadOnlyList<Layer> Layers => _whole?.Layers ?? [.. _features.SelectMany(feature => feature.Layers).Distinct()];

    /// <summary>What it gives, for the layers of a <see cref="Functional"/> over its <see cref="Inputs"/>, where it gives one vector a
    /// row.</summary>
    /// <exception cref="InvalidOperationException">It gives an output a feature (<see cref="EncodedFeatures"/>), or the types of its
    /// columns are not known.</exception>
    /// <exception cref="LayerException">A layer was not adapted.</exception>
    /// <example><code>var model = new Functional(space.Inputs, [new Dense(1).Apply(space.Encoded)]);</code></example>
    public KerasTensor Encoded => OnlyOutput(Taken().Outputs);

    /// <summary>What it gives for each feature, by name, where it gives an output a feature.</summary>
    /// <inheritdoc cref="Encoded" path="/exception"/>
    public IReadOnlyDictionary<string, KerasTensor> EncodedFeatures => OutputNames.Zip(Taken().Outputs).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>What the columns of the output are called, in order: <c>Body Mass (g)</c>, <c>Island=Biscoe</c>, a cross
    /// <c>Island_X_Sex=17</c>; of several outputs, one after the other.</summary>
    /// <remarks>A category that is a word stands behind <c>=</c>, one of a hash as its number, a bin with its ends; columns that a layer
    /// makes of others in a way of its own are numbered, <c>Text[3]</c>.</remarks>
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
            return $"Output columns: {string.Join(", ", columns.Take(Most))}{(columns.Count > Most ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" and {columns.Count - Most} more") : "")}";
        }
    }

    internal override IReadOnlyList<string> OutputNames => Output == FeatureOutput.Dict ? [.. InOrder().Select(feature => feature.Name)] : [Name];

    internal override bool FixesOutputOf(Layer child) => _isTaken || HasFixedOutput;

    internal override bool FixesIndicesOf(Layer child) => FixesOutputOf(child) && _features.Exists(feature => feature.IsOneHot && !feature.IsCross && feature.Layers[^1] == child);

    internal override bool TakesColumns => true;

    internal override bool LearnsTypes => true;

    internal override bool KnowsOutput => IsReady || _isRestored;

    internal override Model Shown => Whole();

    /// <summary>The features as they are put out: by name, and then the crosses by theirs.</summary>
    internal IEnumerable<Feature> InOrder() => _features.OrderBy(feature => feature.IsCross).ThenBy(feature => feature.Name, StringComparer.Ordinal);

    /// <summary>Whether every layer knows what it learns from data.</summary>
    internal bool IsReady => _features.TrueForAll(feature => feature.Layers.All(layer => layer is not AdaptiveLayer { IsAdapted: false }));

    /// <summary>The space as a functional model, of the layers of its features and those that it adds.</summary>
    internal Functional Whole()
    {
        if (_features.Count == 0) throw Throw.SpaceWithoutFeatures(this);
        if (_whole is not null && _isRestored && !IsReady) return _whole;
        RequireAdapted();
        RequireTypes();
        // Two threads may be the first to predict.
        using var together = WeightChanges.Together();
        if (_whole is not null && !_features.Exists(feature => feature.IsStale)) return _whole;
        return Take(SpaceGraph.Build(this));
    }

    /// <summary>Whether it came from Keras's own class and is as it was there.</summary>
    internal bool IsOfKeras { get; set; }

    /// <summary>Takes the functional model of a file, which has all layers, before they have learned.</summary>
    internal void Restore(Functional whole)
    {
        foreach (var input in whole.Inputs) _inputs[input.Column ?? input.Name] = input;
        _isRestored = true;
        Take(whole);
    }

    /// <summary>Whether what a feature's layers give is an index or a text, before it becomes one-hot.</summary>
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
        return call.Record.IsForAdapting && !IsReady ? CallToLearn(inputs, call.Record) : Whole().ApplyAll(inputs, call.Record);
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
            // While nothing is built on them, the rows say more than the layers do.
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
        _features.Count > 0 && Untyped().Count == 0 ? Nothing : Declare(x.ToDictionary(pair => pair.Key, pair => ColumnTypes.ColumnOf(pair.Value.Type)));

    private static void Nothing()
    {
    }

    // Of each feature as far as its layers know what they give; the first that does not is to learn, and whatever follows it waits.
    private List<Value> CallToLearn(IReadOnlyList<Value> inputs, CallRecord record)
    {
        var (values, ends) = (Columns().Select(pair => pair.Column).Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second), new List<Value>());
        foreach (var feature in _features.Where(feature => !feature.IsCross))
        {
            var x = feature.Joined is { } joined ? joined.ApplyAll([.. feature.Columns.Select(column => values[column])], record)[0] : values[feature.Columns[0]];
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

    private IEnumerable<(Feature Feature, string Column)> Columns() => _features.SelectMany(feature => feature.Columns.Select(column => (feature, column)));

    private Functional Take(Functional whole)
    {
        _whole = whole;
        foreach (var layer in whole.Children) Own(layer);
        foreach (var call in whole.Graph.Calls) call.IsMadeAnew = true;
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
                joined ??= ColumnTypes.Joined([.. feature.Columns.Select(other => TypeOf(feature, other)!.Value)]) ?? throw Throw.TextsBesideNumbers(this, feature);
                // A layer's name has no slash.
                var name = SafeNames.Free(column.Replace('/', '_'), taken);
                _inputs[column] = input = new Input([1], joined.Value, name) { Column = column, MissingText = MissingText };
                taken.Add(name);
            }
            yield return input;
        }
    }

    private DType? TypeOf(Feature feature, string column) =>
        _inputs.TryGetValue(column, out var input) ? input.Type
        : feature.Type ?? (_declared.TryGetValue(column, out var declared) ? ColumnTypes.Of(feature.Layers[0], declared) : ColumnTypes.TakenBy(feature.Layers[0]));

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
