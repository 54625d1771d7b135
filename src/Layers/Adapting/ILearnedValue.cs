namespace Layers;

/// <summary>A <see cref="LearnedValue{T}"/> of any type.</summary>
internal interface ILearnedValue
{
    /// <summary>Returns an action that restores the current value.</summary>
    Action Snapshot();
}
