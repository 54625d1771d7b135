using System.Globalization;

namespace Layers;

/// <summary>The progress of a training.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Epochs">The number of epochs that the caller asked for.</param>
/// <param name="Step">The number of steps of the epoch that are done.</param>
/// <param name="Steps">The number of steps in an epoch; 0 in the first epoch if the number of batches is not known.</param>
/// <param name="Logs">The loss and the metrics by name after an epoch. Empty during an epoch, because reading them takes time.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Step, int Steps, IReadOnlyDictionary<string, double> Logs)
{
    /// <summary>Returns a text such as <c>Epoch 3/10, step 32/32, loss 0.25</c>.</summary>
    public override string ToString()
    {
        var logs = string.Concat(Logs.Select(log => string.Create(CultureInfo.InvariantCulture, $", {log.Key} {log.Value:G4}")));
        return string.Create(CultureInfo.InvariantCulture,
            $"Epoch {Epoch}/{Epochs}, step {Step}{(Steps > 0 ? $"/{Steps}" : "")}{logs}");
    }
}
