using Layers.Onnx;
using Microsoft.Extensions.ObjectPool;

namespace Layers.AspNetCore;

/// <summary>A model as it was in its file at one moment, with what serving it needs. Who uses it enters before and leaves after, so that it
/// is disposed when its last user is done.</summary>
internal sealed class LoadedModel
{
    private readonly UseCount _users;
    private readonly ObjectPool<RecordRows>? _rows;

    /// <param name="key">Of the model.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="model">The model; disposed with this, also where this throws.</param>
    /// <param name="version">The hash of its file.</param>
    /// <param name="options">How it is served.</param>
    /// <exception cref="InvalidDataException">It does not predict.</exception>
    public LoadedModel(string key, string path, Model model, string version, ServedModelOptions options)
    {
        (Model, Version, _users) = (model, version, new UseCount(model.Dispose));
        try
        {
            Shape = PredictionShape.Of(model);
            if (Shape.Signature.Inputs.Count > 0)
            {
                Plan = RecordPlan.Of(model);
                _rows = new DefaultObjectPool<RecordRows>(new RowPolicy(Plan, model), Environment.ProcessorCount * 2);
            }
            Batcher = new Batcher(key, options, inputs => model.PredictAll(inputs), Shape, model.KeepsRowsApart,
                waits: !model.IsBestAlone);
            Health = model.HealthCheck();
            WarmUp();
        }
        catch (Exception fault)
        {
            _users.Release();
            throw Throw.CannotPredict(path, fault);
        }
    }

    public Model Model { get; }

    /// <summary>The SHA-256 of the file.</summary>
    public string Version { get; }

    /// <summary>What comes out, and the columns that go in.</summary>
    public PredictionShape Shape { get; }

    /// <summary>How records go in; null where the features have no names.</summary>
    public RecordPlan? Plan { get; }

    public Batcher Batcher { get; }

    /// <summary>How the row of the file was predicted when it was loaded; null where the file has none.</summary>
    public HealthReport? Health { get; }

    /// <summary>Starts a use; false where a newer model has taken its place.</summary>
    public bool TryEnter() => _users.TryEnter();

    /// <summary>Ends a use.</summary>
    public void Leave() => _users.Leave();

    /// <summary>No use begins any more; the last one disposes the model.</summary>
    public void Release() => _users.Release();

    /// <summary>Memory for one record.</summary>
    public RecordRows TakeRow()
    {
        var rows = _rows!.Get();
        rows.Clear();
        return rows;
    }

    /// <summary>Keeps the memory for another record.</summary>
    public void GiveBack(RecordRows rows)
    {
        // Others are of many rows.
        if (rows.Count == 1) _rows!.Return(rows);
    }

    /// <summary>Predicts the row that is filled, on this thread; the caller has begun.</summary>
    public BatchOutput Run(RecordRows rows)
    {
        if (rows.Bound is not { } bound || !bound.IsRight()) return Batcher.Run(rows.Tensors, rows.Count);
        ServingMetrics.Batch(Batcher.Key, 1);
        var values = new float[bound.Length];
        bound.Run(values);
        return new BatchOutput(Shape, new Prediction(Shape, values, 0, 1));
    }

    // The first prediction compiles; nobody is to wait for that after a swap.
    private void WarmUp()
    {
        if (Health is not null) return;
        var inputs = Model.Inputs;
        if (Model.States.Count > 0 || inputs.Any(input => input.Shape.Rank == 0 || !input.Shape[1..].IsKnown)) return;
        try
        {
            Model.PredictAll([.. inputs.Select(input => TensorData.Zeros(input.Type, [1, .. input.Shape[1..]]))]);
        }
        catch (LayerException)
        {
            // Zeros and empty texts may be what a layer refuses; it has compiled to find that out.
        }
    }

    private sealed class RowPolicy(RecordPlan plan, Model model) : PooledObjectPolicy<RecordRows>
    {
        public override RecordRows Create() => new RecordRows(plan, 1).Bind(model);

        public override bool Return(RecordRows rows) => true;
    }
}
