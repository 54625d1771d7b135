namespace Layers;

/// <summary>A <see cref="LearnedValue{T}"/> of whatever type.</summary>
internal interface ILearnedValue
{
    /// <summary>What brings it back to the value it has now.</summary>
    Action Snapshot();
}
