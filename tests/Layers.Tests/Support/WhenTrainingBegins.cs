namespace Layers.Tests;

/// <summary>Does something while a model trains.</summary>
internal sealed class WhenTrainingBegins(Action what) : Callback
{
    public override void OnTrainBegin(TrainingRun run) => what();
}
