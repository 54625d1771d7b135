using Layers.Onnx;
using Microsoft.Extensions.ObjectPool;

namespace Layers.AspNetCore;

/// <summary>A version of a model's file, loaded and ready to predict. Each user calls <see cref="TryEnter"/> before and <see cref="Leave"/>
/// after the use. After <see cref="Release"/>, the model is disposed when its last user leaves.</summary>
internal sealed class LoadedModel
{
    private readonly UseCount _users;
    private readonly ObjectPool<RecordRows>? _rows;

    /// <param name="key">The key of the model.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="model">The model; disposed with this object, and also if this constructor throws.</param>
    /// <param name="version">The hash of the file.</param>
    /// <param name="options">The options of the served model.</param>
    /// <exception cref="InvalidDataException">The model cannot predict.</exception>
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
                waits: !model.NeedsNoBatches);
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

    /// <summary>The columns and the outputs of the model.</summary>
    public PredictionShape Shape { get; }

    /// <summary>The plan for reading records; null if the features have no names.</summary>
    public RecordPlan? Plan { get; }

    public Batcher Batcher { get; }

    /// <summary>The result of predicting the file's health row when the model was loaded; null if the file has none.</summary>
    public HealthReport? Health { get; }

    /// <summary>Enters the model; false if a newer one has replaced it.</summary>
    public bool TryEnter() => _users.TryEnter();

    /// <summary>Leaves the model.</summary>
    public void Leave() => _users.Leave();

    /// <summary>Closes the model to new users; the last user's <see cref="Leave"/> disposes it.</summary>
    public void Release() => _users.Release();

    /// <summary>Takes memory for one record from the pool.</summary>
    public RecordRows TakeRow()
    {
        var rows = _rows!.Get();
        rows.Clear();
        return rows;
    }

    /// <summary>Returns the memory of one record to the pool, if it is from the pool.</summary>
    public void GiveBack(RecordRows rows)
    {
        // The rows of a JSON array are not from the pool: they are not bound to the row engine, and their memory may be larger than one
        // record.
        if (rows.IsBoundAs(Model)) _rows!.Return(rows);
    }

    /// <summary>Predicts the filled row on this thread. The caller has taken the model from the batcher.</summary>
    public BatchOutput Run(RecordRows rows)
    {
        if (rows.Bound is not { } bound || !bound.IsRight()) return Batcher.Run(rows.Tensors, rows.Count);
        ServingMetrics.Batch(Batcher.Key, 1);
        var values = new float[bound.Length];
        bound.Run(values);
        return new BatchOutput(Shape, new Prediction(Shape, values, 0, 1));
    }

    // The first prediction compiles the model. No request should wait for that after a swap.
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
            // A layer may refuse zeros or empty texts, but the model is compiled by then.
        }
    }

    private sealed class RowPolicy(RecordPlan plan, Model model) : PooledObjectPolicy<RecordRows>
    {
        public override RecordRows Create() => new RecordRows(plan, 1).Bind(model);

        public override bool Return(RecordRows rows) => true;
    }
}
