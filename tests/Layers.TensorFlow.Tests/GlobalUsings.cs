global using Layers.Graphs;
global using Layers.Tests;

// TensorFlow takes both cores of small machines by itself.
[assembly: LevelOfParallelism(2)]
