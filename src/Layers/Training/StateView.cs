namespace Layers;

/// <summary>Where a training keeps one tensor of its state: a slot, or a part of one.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Offset">Its first element there.</param>
/// <param name="Shape">Its shape.</param>
internal readonly record struct StateView(Value Slot, int Offset, Shape Shape)
{
    /// <summary>A slot of its own.</summary>
    public static StateView Of(Value slot) => new(slot, 0, slot.Shape);

    public TensorData Read(StatefulSession session) => session.Get(Slot, Offset, Shape);

    public void Write(StatefulSession session, TensorData data) => session.Set(Slot, Offset, data);
}
