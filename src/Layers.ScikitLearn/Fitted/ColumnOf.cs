namespace Layers.ScikitLearn;

/// <summary>One column of a tensor: a place on its last axis.</summary>
/// <param name="Tensor">The tensor, <c>(batch, …, columns)</c>.</param>
/// <param name="Index">The place on the last axis, counted from 0.</param>
internal readonly record struct ColumnOf(KerasTensor Tensor, int Index);
