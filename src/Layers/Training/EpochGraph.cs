using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The graph that training and evaluation run for each batch: prediction, loss, metrics, and in training the step.</summary>
/// <remarks>Everything that lasts longer than a batch is a slot: weights, the optimizer's memory, the sums behind loss and metrics.</remarks>
internal sealed class EpochGraph
{
    private readonly List<KeyValuePair<string, Value>> _outputs = [];
    private readonly List<(IReadOnlyList<Value> Inputs, Metric Metric)> _metrics = [];
    private readonly Value[] _loss;

    /// <summary>Writes the graph.</summary>
    /// <param name="model">The model.</param>
    /// <param name="objective">What it was compiled with.</param>
    /// <param name="examples">Data of the kind that will be fed.</param>
    /// <param name="isTraining">Whether the weights move.</param>
    public EpochGraph(ITrainable model, Objective objective, Examples examples, bool isTraining)
    {
        X = model.InputFor(examples.X);
        Key = Input("training/key", [], DType.Int64);
        var yPred = model.Apply(X, isTraining ? new TrainingContext(Key) : null);
        // 16-bit outputs are measured in float32, as their labels come.
        if (yPred.Type is DType.Float16 or DType.BFloat16) yPred = Cast(yPred, DType.Float32);
        objective.Loss.CheckLabels(examples.Y, yPred.Shape);

        Y = Input("training/labels", examples.Y.Shape.With(0, X.Shape[0]), objective.Loss.LabelType(yPred.Type));
        Weights = examples.Weights is null ? null : Input("training/sample_weight", [X.Shape[0]]);
        var loss = objective.Loss.Of(Y, yPred, Weights);

        _loss = Sum("loss", loss);
        foreach (var metric in objective.Metrics) Watch(metric, Y, yPred, null);
        foreach (var metric in objective.WeightedMetrics) Watch(metric, Y, yPred, Weights);
        TrainedWeights = isTraining ? model.TrainableWeights : [];
        if (isTraining) Step(model, objective.Optimizer, loss);
        else foreach (var weight in model.Weights) Keep(weight.Symbol, weight.Value);

        var frozen = model.Weights.Where(weight => isTraining && !TrainedWeights.Contains(weight)).ToDictionary(weight => weight.Symbol, weight => weight.Value);
        Graph = Graph.Of(_outputs).Freeze(frozen).FoldConstants().RemoveDuplicates();
    }

    public Graph Graph { get; }

    public List<StateSlot> Slots { get; } = [];

    public List<TensorData> Initial { get; } = [];

    public Value X { get; }

    public Value Y { get; }

    public Value? Weights { get; }

    /// <summary>Where a step's random key goes, if anything in the graph is random.</summary>
    public Value Key { get; }

    public IReadOnlyList<Weight> TrainedWeights { get; }

    public Value? Iteration { get; private set; }

    public Value? LearningRate { get; private set; }

    /// <summary>The optimizer's memory, by weight and slot.</summary>
    public Value[][] OptimizerSlots { get; private set; } = [];

    /// <summary>Back to the start of an epoch.</summary>
    public void Reset(FeedbackSession session)
    {
        foreach (var slot in _loss) session.Set(slot, TensorData.Scalar(0.0));
        foreach (var (inputs, metric) in _metrics)
            foreach (var (input, initial) in inputs.Zip(metric.InitialState))
                session.Set(input, initial);
    }

    /// <summary>Loss and metrics of the epoch so far, sorted by name as Keras's logs are.</summary>
    public SortedDictionary<string, double> Logs(FeedbackSession session, string prefix = "")
    {
        var logs = new SortedDictionary<string, double>(StringComparer.Ordinal) { [prefix + "loss"] = RunningMean.Result([.. _loss.Select(session.Get)]) };
        foreach (var (inputs, metric) in _metrics) logs[prefix + metric.Name] = metric.Result([.. inputs.Select(session.Get)]);
        return logs;
    }

    // Keras reports the mean of the batches' losses, each counted by its rows.
    private Value[] Sum(string name, Value loss)
    {
        var rows = Cast(Squeeze(Slice(ShapeOf(X), 0, 1, 0), 0), DType.Float64);
        var (sum, count) = (State($"{name}/sum", TensorData.Scalar(0.0)), State($"{name}/count", TensorData.Scalar(0.0)));
        Feed(sum, sum + Cast(loss, DType.Float64) * rows);
        Feed(count, count + rows);
        return [sum, count];
    }

    private void Watch(Metric metric, Value y, Value yPred, Value? weights)
    {
        metric = metric.For(y.Shape, yPred.Shape);
        Value[] state = [.. metric.InitialState.Select((initial, i) => State($"metrics/{_metrics.Count}/{i}", initial))];
        foreach (var (input, next) in state.Zip(metric.Update(state, y, yPred, weights))) Feed(input, next);
        _metrics.Add((state, metric));
    }

    private void Step(ITrainable model, Optimizer optimizer, Value loss)
    {
        if (TrainedWeights.Count == 0) throw Throw.NothingToTrain(model.Name);
        Iteration = State("optimizer/iteration", TensorData.Scalar(optimizer.Iterations));
        LearningRate = Input("optimizer/learning_rate", []);
        Keep(LearningRate, TensorData.Scalar((float)optimizer.LearningRate));
        var next = Iteration + 1;
        Feed(Iteration, next);
        var step = new OptimizerStep(LearningRate, Cast(next, DType.Float32));

        var gradients = Gradient.Of(loss, [.. TrainedWeights.Select(weight => weight.Symbol)]);
        var memory = optimizer.SlotsFor(TrainedWeights);
        OptimizerSlots = new Value[TrainedWeights.Count][];
        for (var i = 0; i < TrainedWeights.Count; i++)
        {
            var weight = TrainedWeights[i];
            Value[] slots = [.. memory[i].Select((data, slot) => State($"optimizer/{optimizer.SlotNames[slot]}/{weight.Path}", data))];
            OptimizerSlots[i] = slots;
            State(weight.Symbol, weight.Value);
            // A weight that the loss does not depend on stays as it is.
            var (moved, remembered) = gradients[i] is { } gradient ? optimizer.Update(weight.Symbol, gradient, slots, step) : (weight.Symbol, slots);
            Feed(weight.Symbol, moved);
            foreach (var (slot, value) in slots.Zip(remembered)) Feed(slot, value);
        }
    }

    private Value State(string name, TensorData initial) => State(Input($"state/{name}", initial.Shape, initial.Type), initial);

    private Value State(Value input, TensorData initial)
    {
        Slots.Add(new StateSlot(input, $"next/{input.Name}"));
        Initial.Add(initial);
        return input;
    }

    private void Keep(Value input, TensorData value)
    {
        Slots.Add(new StateSlot(input, null));
        Initial.Add(value);
    }

    private void Feed(Value state, Value next) => _outputs.Add(new($"next/{state.Name}", next));
}
