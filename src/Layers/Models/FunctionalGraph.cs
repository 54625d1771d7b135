namespace Layers;

/// <summary>The calls that lead from a model's inputs to its outputs, and the order in which Keras lists their layers.</summary>
/// <remarks>The order matters: a weights file knows a layer by its place in it. Layers stand deepest first, the depth of a layer being the
/// longest way from any of its calls to an output; layers of one depth stand in the order in which a walk from the outputs meets
/// them.</remarks>
internal sealed class FunctionalGraph
{
    private readonly HashSet<Input> _inputs;
    private readonly Dictionary<Layer, int> _met = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<LayerCall> _done = [];
    private List<LayerCall> _calls = [];
    private readonly Dictionary<LayerCall, int> _numbers = [];

    public FunctionalGraph(string model, IReadOnlyList<Input> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        _inputs = [.. inputs];
        foreach (var output in outputs) Visit(output.Call, model);
        foreach (var layer in _met.Keys)
        {
            var number = 0;
            foreach (var call in layer.Calls)
                if (_done.Contains(call))
                    _numbers[call] = number++;
        }
        Layers = Sorted(inputs);
    }

    /// <summary>The calls, each after those it needs.</summary>
    public IReadOnlyList<LayerCall> Calls => _calls;

    /// <summary>The layers in Keras's order, inputs among them.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The number of a call among the calls of its layer that this model keeps.</summary>
    public int NumberOf(LayerCall call) => _numbers.GetValueOrDefault(call);

    /// <summary>The calls of a layer that this model keeps, in order.</summary>
    public IEnumerable<LayerCall> CallsOf(Layer layer) => layer.Calls.Where(_done.Contains);

    // With a stack of its own: a model may be deeper than the thread's.
    private void Visit(LayerCall last, string model)
    {
        var way = new Stack<(LayerCall Call, int Next)>();
        Meet(last);
        while (way.TryPop(out var place))
        {
            var (call, next) = place;
            if (next < call.Tensors.Count)
            {
                way.Push((call, next + 1));
                Meet(call.Tensors[next].Call);
            }
            else if (_done.Add(call)) _calls.Add(call);
        }

        void Meet(LayerCall call)
        {
            if (_done.Contains(call)) return;
            if (call.Layer is Input input && !_inputs.Contains(input)) throw Throw.InputNotListed(model, input);
            _met.TryAdd(call.Layer, _met.Count);
            way.Push((call, 0));
        }
    }

    private List<Layer> Sorted(IReadOnlyList<Input> inputs)
    {
        var callDepths = new Dictionary<LayerCall, int>();
        var depths = new Dictionary<Layer, int>(ReferenceEqualityComparer.Instance);
        foreach (var call in Enumerable.Reverse(_calls))
        {
            var depth = Math.Max(callDepths.GetValueOrDefault(call), depths.GetValueOrDefault(call.Layer));
            callDepths[call] = depths[call.Layer] = depth;
            foreach (var tensor in call.Tensors) callDepths[tensor.Call] = Math.Max(depth + 1, callDepths.GetValueOrDefault(tensor.Call));
        }
        // Where a layer takes masks away, it matters who came before: Keras makes the deepest calls first, and those of one depth as they
        // were met.
        if (_met.Keys.Any(layer => layer.TakesMasksAway)) _calls = [.. callDepths.OrderByDescending(pair => pair.Value).Select(pair => pair.Key)];
        // An input that leads nowhere comes last, before what the walk met at the outputs.
        foreach (var input in inputs)
            if (depths.TryAdd(input, 0))
                _met[input] = -1;
        return [.. depths.Keys.OrderByDescending(layer => depths[layer]).ThenBy(layer => _met[layer])];
    }
}
