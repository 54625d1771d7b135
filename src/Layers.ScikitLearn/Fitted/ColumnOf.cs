namespace Layers.ScikitLearn;

/// <summary>One column of a tensor: an index on its last axis.</summary>
/// <param name="Tensor">The tensor, <c>(batch, …, columns)</c>.</param>
/// <param name="Index">The index on the last axis, from 0.</param>
internal readonly record struct ColumnOf(KerasTensor Tensor, int Index);
