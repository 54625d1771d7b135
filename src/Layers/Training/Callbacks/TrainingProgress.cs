namespace Layers;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The epoch from 1.</param>
/// <param name="Epochs">How many epochs were asked for.</param>
/// <param name="Step">The steps of the epoch that are done.</param>
/// <param name="Steps">The steps that an epoch has; 0 in the first epoch over batches whose number nobody knows yet.</param>
/// <param name="Logs">After an epoch, loss and metrics by name; empty in between, where they cost a look into the graph.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Step, int Steps, IReadOnlyDictionary<string, double> Logs)
{
    /// <summary>For example <c>Epoch 3/10, step 32/32, loss 0.25</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"Epoch {Epoch}/{Epochs}, step {Step}{(Steps > 0 ? $"/{Steps}" : "")}{string.Concat(Logs.Select(log => string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {log.Key} {log.Value:G4}")))}");
}
