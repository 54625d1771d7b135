namespace Layers;

/// <summary>How a fit goes, as the trainer takes it.</summary>
internal sealed record FitOptions
{
    public int BatchSize { get; init; } = 32;

    public int Epochs { get; init; } = 1;

    public int InitialEpoch { get; init; }

    public bool Shuffle { get; init; } = true;

    public long Seed { get; init; }

    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    public IProgress<TrainingProgress>? Progress { get; init; }

    public CancellationToken Cancellation { get; init; }
}
