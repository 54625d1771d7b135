namespace Layers.Graphs;

/// <summary>What the elements of a tensor are.</summary>
internal enum ElementKind
{
    Float,
    Integer,
    Truth,
    Text,
}
