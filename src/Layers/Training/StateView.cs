namespace Layers;

/// <summary>The place of a tensor of the training state: a slot or a part of a slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Offset">The index of the tensor's first element in the slot.</param>
/// <param name="Shape">The shape of the tensor.</param>
internal readonly record struct StateView(Value Slot, int Offset, Shape Shape)
{
    /// <summary>Returns the view of a whole slot.</summary>
    public static StateView Of(Value slot) => new(slot, 0, slot.Shape);

    public TensorData Read(StatefulSession session) => session.Get(Slot, Offset, Shape);

    public void Write(StatefulSession session, TensorData data) => session.Set(Slot, Offset, data);
}
