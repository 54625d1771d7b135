namespace Layers;

/// <summary>The calls between a model's inputs and its outputs, and the order of the layers in Keras.</summary>
/// <remarks>The order matters, because a weights file identifies a layer by its position. The deepest layers come first. The depth of a
/// layer is the length of the longest path from any of its calls to an output. Layers of equal depth are in the order in which a traversal
/// from the outputs visits them.</remarks>
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

    /// <summary>The calls, each after the calls that it depends on.</summary>
    public IReadOnlyList<LayerCall> Calls => _calls;

    /// <summary>The layers in Keras's order, including inputs.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Returns the number of a call among the calls of its layer in this model.</summary>
    public int NumberOf(LayerCall call) => _numbers.GetValueOrDefault(call);

    /// <summary>Returns the calls of a layer in this model, in order.</summary>
    public IEnumerable<LayerCall> CallsOf(Layer layer) => layer.Calls.Where(_done.Contains);

    // This method uses an explicit stack, because the recursion of a deep model could overflow the stack of the thread.
    private void Visit(LayerCall last, string model)
    {
        var path = new Stack<(LayerCall Call, int Next)>();
        Meet(last);
        while (path.TryPop(out var place))
        {
            var (call, next) = place;
            if (next < call.Tensors.Count)
            {
                path.Push((call, next + 1));
                Meet(call.Tensors[next].Call);
            }
            else if (_done.Add(call)) _calls.Add(call);
        }

        void Meet(LayerCall call)
        {
            if (_done.Contains(call)) return;
            if (call.Layer is Input input && !_inputs.Contains(input)) throw Throw.InputNotListed(model, input);
            _met.TryAdd(call.Layer, _met.Count);
            path.Push((call, 0));
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
        // If a layer removes masks, the order of calls matters: Keras makes the deepest calls first, and calls of equal depth in the order
        // of the traversal.
        if (_met.Keys.Any(layer => layer.TakesMasksAway))
            _calls = [.. callDepths.OrderByDescending(pair => pair.Value).Select(pair => pair.Key)];
        // An input that leads to no output comes last, before the layers that the traversal visited at depth 0.
        foreach (var input in inputs)
            if (depths.TryAdd(input, 0))
                _met[input] = -1;
        return [.. depths.Keys.OrderByDescending(layer => depths[layer]).ThenBy(layer => _met[layer])];
    }
}
