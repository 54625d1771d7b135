global using Layers.Data;
global using Layers.Graphs;
